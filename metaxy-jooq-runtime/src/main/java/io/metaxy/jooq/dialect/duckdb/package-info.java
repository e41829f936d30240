/**
 * DuckDB as a database of feature tables. Start at {@link
 * io.metaxy.jooq.dialect.duckdb.DuckDbDialect}.
 */
@NullMarked
package io.metaxy.jooq.dialect.duckdb;

import org.jspecify.annotations.NullMarked;
