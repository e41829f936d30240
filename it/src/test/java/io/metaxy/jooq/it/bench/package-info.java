/**
 * How fast: the store beside the least that a database can do for the same answer, on the graphs of
 * the peer's paper. Run by {@code mvn -Pbench verify}; enter by {@link
 * io.metaxy.jooq.it.bench.Bench}. And how fast beside another revision of itself: {@code
 * src/bench/compare.sh}; enter by {@link io.metaxy.jooq.it.bench.Comparison}. What a side of it
 * runs is compiled against both revisions, and so of the library it uses what both have.
 */
package io.metaxy.jooq.it.bench;
