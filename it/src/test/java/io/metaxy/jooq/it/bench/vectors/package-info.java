/**
 * The benchmark of vectors: a hundred thousand rows with 512 floats each, written and read by the
 * store and by the database's driver alone. Run it with {@code mvn -Pbench verify
 * -Dbench.graph=vectors}; start at {@link io.metaxy.jooq.it.bench.vectors.VectorBench}.
 */
package io.metaxy.jooq.it.bench.vectors;
