/**
 * Finds what is new, stale and orphaned, in the database with one statement or among samples from
 * the caller. Start at {@link io.metaxy.jooq.resolve.Resolution}.
 */
@NullMarked
package io.metaxy.jooq.resolve;

import org.jspecify.annotations.NullMarked;
