package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of H2, whose driver does not report identities that no statement may write, and
 * of which an in-memory database without a name has one connection. The collation is a setting of
 * the whole database.
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

  /** The greatest number of elements of each array. */
  private static final String CARDINALITIES =
      """
      select column_name, maximum_cardinality
      from information_schema.columns
      where table_schema = coalesce(?, current_schema) and table_name = ? and data_type = 'ARRAY'
      """;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    LiveTable reported =
        limited(
                TableReading.super.table(types, connection, schema, table),
                connection,
                schema,
                table)
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

  private static LiveTable limited(
      LiveTable reported, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    Map<String, LiveColumn> columns = new LinkedHashMap<>(reported.columns());
    try (PreparedStatement statement = connection.prepareStatement(CARDINALITIES)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ColumnLimit most = new ColumnLimit.Elements(rows.getInt(2), false);
          columns.computeIfPresent(rows.getString(1), (name, column) -> column.limitedTo(most));
        }
      }
    }
    return new LiveTable(columns, reported.primaryKey(), reported.generated());
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
