/**
 * Live columns of another type than the one that migrations create. Start at {@link
 * io.metaxy.jooq.it.live.NarrowColumnsTest}.
 */
package io.metaxy.jooq.it.live;
