/**
 * DuckDB for migrations; enter by {@link io.metaxy.jooq.migration.database.duckdb.DuckDbSupport}.
 */
@NullMarked
package io.metaxy.jooq.migration.database.duckdb;

import org.jspecify.annotations.NullMarked;
