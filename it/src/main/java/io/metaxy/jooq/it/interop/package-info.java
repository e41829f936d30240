/**
 * Features in stores shared by Java and the peer, with every lineage and an optional upstream.
 * Start at {@link io.metaxy.jooq.it.interop.Clip}.
 */
@NullMarked
package io.metaxy.jooq.it.interop;

import org.jspecify.annotations.NullMarked;
