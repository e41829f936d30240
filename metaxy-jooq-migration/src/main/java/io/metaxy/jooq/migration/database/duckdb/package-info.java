/** DuckDB; enter by {@link io.metaxy.jooq.migration.database.duckdb.DuckDbDdl}. */
@NullMarked
package io.metaxy.jooq.migration.database.duckdb;

import org.jspecify.annotations.NullMarked;
