/**
 * Benchmarks: the store compared with the minimum work of a database for the same result, on the
 * graphs of the peer's paper. Run them with {@code mvn -Pbench verify}; start at {@link
 * io.metaxy.jooq.it.bench.Bench}. Comparisons with another revision: {@code src/bench/compare.sh};
 * start at {@link io.metaxy.jooq.it.bench.Comparison}. The code of a side is compiled against both
 * revisions, so it uses only what both have.
 */
package io.metaxy.jooq.it.bench;
