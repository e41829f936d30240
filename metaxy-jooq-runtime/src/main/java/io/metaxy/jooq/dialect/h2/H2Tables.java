package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.spec.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Inspects tables of H2, whose collation is a setting of the whole database. */
final class H2Tables implements TableReading {

  /** The strength at which no differences are ignored. */
  private static final String EXACT = "IDENTICAL";

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    LiveTable reported = TableReading.super.table(types, connection, schema, table);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name ="
                    + " 'COLLATION' and setting_value <> 'OFF'")) {
      return row.next() && !row.getString(1).contains(EXACT)
          ? reported.folding(column -> column.kind() == ColumnType.STRING)
          : reported;
    }
  }
}
