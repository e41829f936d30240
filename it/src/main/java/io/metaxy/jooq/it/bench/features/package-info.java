/** The two graphs that are measured, those of the peer's paper. */
@NullMarked
package io.metaxy.jooq.it.bench.features;

import org.jspecify.annotations.NullMarked;
