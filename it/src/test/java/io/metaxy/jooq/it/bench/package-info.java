/**
 * How fast: the store beside the least that a database can do for the same answer, on the graphs of
 * the peer's paper. Run by {@code mvn -Pbench verify}; enter by {@link
 * io.metaxy.jooq.it.bench.Bench}.
 */
package io.metaxy.jooq.it.bench;
