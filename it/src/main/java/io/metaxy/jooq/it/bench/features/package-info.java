/** The graphs of the benchmarks, which are those of the peer's paper. */
@NullMarked
package io.metaxy.jooq.it.bench.features;

import org.jspecify.annotations.NullMarked;
