package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of H2. Its driver does not report identities that no statement may write. Each
 * connection to an unnamed in-memory database has a database of its own. The collation is a setting
 * of the whole database.
 */
final class H2Tables implements TableReading {

  private static final String UNNAMED = "jdbc:h2:mem:";

  /** The strength at which no differences are ignored. */
  private static final String EXACT = "IDENTICAL";

  private static final String IDENTITIES =
      """
      select column_name
      from information_schema.columns
      where table_schema = coalesce(?, current_schema) and table_name = ?
        and identity_generation = 'ALWAYS'
      """;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    LiveTable reported =
        TableReading.super
            .table(types, connection, schema, table)
            .generating(connection, IDENTITIES, schema, table);
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

  @Override
  public boolean isPrivate(String url) {
    return url.equals(UNNAMED) || url.startsWith(UNNAMED + ";");
  }

  /** Texts have lengths in Java's characters. */
  @Override
  public ColumnLimit.Unit lengths() {
    return ColumnLimit.Unit.UTF_16;
  }
}
