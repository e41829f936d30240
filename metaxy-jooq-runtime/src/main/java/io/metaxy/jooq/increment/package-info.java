/**
 * What is new, stale and orphaned, and its computation. Start at {@link
 * io.metaxy.jooq.increment.Increment}.
 */
@NullMarked
package io.metaxy.jooq.increment;

import org.jspecify.annotations.NullMarked;
