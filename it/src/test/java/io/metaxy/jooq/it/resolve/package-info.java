/**
 * New, stale and orphaned samples of every lineage; enter by {@link
 * io.metaxy.jooq.it.resolve.ResolvingTest}.
 */
package io.metaxy.jooq.it.resolve;
