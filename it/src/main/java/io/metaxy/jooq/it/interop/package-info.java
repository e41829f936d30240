/**
 * Features that Java and the peer share in one store: every lineage, and the optional side. Enter
 * by {@link io.metaxy.jooq.it.interop.Clip}.
 */
@NullMarked
package io.metaxy.jooq.it.interop;

import org.jspecify.annotations.NullMarked;
