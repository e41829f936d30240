/**
 * What is new, stale and orphaned, found by the database in one statement or among samples that are
 * given; enter by {@link io.metaxy.jooq.resolve.Resolution}.
 */
@NullMarked
package io.metaxy.jooq.resolve;

import org.jspecify.annotations.NullMarked;
