package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of DuckDB, of which an in-memory database without a name has one connection. A
 * session with a default collation treats different texts as equal, and is rejected.
 */
final class DuckDbTables implements TableReading {

  private static final Set<String> UNNAMED =
      Set.of("jdbc:duckdb:", "jdbc:duckdb::memory:", "jdbc:duckdb:memory:");

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseCollation(connection);
    return TableReading.super.table(types, connection, schema, table);
  }

  private static void refuseCollation(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('default_collation')")) {
      row.next();
      String collation = row.getString(1);
      if (collation != null && !collation.isEmpty() && !collation.equalsIgnoreCase("binary")) {
        throw new UnsupportedOperationException(
            "Cannot use a session whose default_collation is "
                + collation
                + ", because different ids would be equal; reset default_collation");
      }
    }
  }

  @Override
  public boolean isPrivate(String url) {
    int options = url.indexOf(';');
    return UNNAMED.contains(options < 0 ? url : url.substring(0, options));
  }
}
