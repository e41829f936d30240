/**
 * New, stale and orphaned samples of every lineage. Start at {@link
 * io.metaxy.jooq.it.resolve.ResolvingTest}.
 */
package io.metaxy.jooq.it.resolve;
