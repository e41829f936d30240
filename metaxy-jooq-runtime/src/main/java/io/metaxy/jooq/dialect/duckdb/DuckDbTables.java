package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inspects tables of DuckDB, whose driver does not report generated columns. */
final class DuckDbTables implements TableReading {

  private static final String GENERATED =
      """
      select column_name
      from information_schema.columns
      where table_catalog = current_database() and table_schema = coalesce(?, current_schema())
        and table_name = ? and is_generated = 'ALWAYS'
      """;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return TableReading.super
        .table(types, connection, schema, table)
        .generating(connection, GENERATED, schema, table);
  }
}
