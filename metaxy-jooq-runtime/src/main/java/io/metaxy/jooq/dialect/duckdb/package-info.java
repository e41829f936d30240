/**
 * DuckDB as a database of feature tables. Start with {@link
 * io.metaxy.jooq.dialect.duckdb.DuckDbDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect.duckdb;

import org.jspecify.annotations.NullMarked;
