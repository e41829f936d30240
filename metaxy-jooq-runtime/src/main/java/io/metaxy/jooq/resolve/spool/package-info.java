/**
 * Resolved samples that are kept until they are computed. Start at {@link
 * io.metaxy.jooq.resolve.spool.Spool}.
 */
@NullMarked
package io.metaxy.jooq.resolve.spool;

import org.jspecify.annotations.NullMarked;
