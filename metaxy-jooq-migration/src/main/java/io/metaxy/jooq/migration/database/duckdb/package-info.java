/**
 * DuckDB for migrations; start at {@link io.metaxy.jooq.migration.database.duckdb.DuckDbSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database.duckdb;

import org.jspecify.annotations.NullMarked;
