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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of H2. Its driver does not report identities that no statement may write. Each
 * connection to an unnamed in-memory database has a database of its own. The collation is a setting
 * of the whole database.
 */
final class H2Tables implements TableReading {

  static final String UNNAMED = "jdbc:h2:mem:";

  /** The strength at which no differences are ignored. */
  private static final String EXACT = "IDENTICAL";

  private static final String IDENTITIES =
      """
      select column_name
      from INFORMATION_SCHEMA.columns
      where table_schema = coalesce(?, current_schema) and table_name = ?
        and identity_generation = 'ALWAYS'
      """;

  private static final String DEFAULTS =
      """
      select c.column_name,
        c.column_default is not null or c.identity_generation is not null or exists (
          select 1 from INFORMATION_SCHEMA.triggers t
          where t.event_object_schema = c.table_schema and t.event_object_table = c.table_name
            and t.action_timing = 'BEFORE' and t.event_manipulation like '%INSERT%'),
        exists (
          select 1 from INFORMATION_SCHEMA.index_columns i
          where i.table_schema = c.table_schema and i.table_name = c.table_name
            and i.column_name = c.column_name and i.is_unique and not exists (
              select 1 from INFORMATION_SCHEMA.index_columns u
              where u.index_schema = i.index_schema and u.index_name = i.index_name
                and u.column_name = 'metaxy_updated_at'))
      from INFORMATION_SCHEMA.columns c
      where c.table_schema = coalesce(?, current_schema) and c.table_name = ?
      """;

  /** The greatest number of elements of each array. */
  private static final String CARDINALITIES =
      """
      select column_name, maximum_cardinality
      from INFORMATION_SCHEMA.columns
      where table_schema = coalesce(?, current_schema) and table_name = ? and data_type = 'ARRAY'
      """;

  private static final String SETTINGS =
      """
      SELECT SETTING_NAME, SETTING_VALUE
      FROM INFORMATION_SCHEMA.SETTINGS
      WHERE SETTING_NAME IN (
        'MODE', 'DATABASE_TO_UPPER', 'DATABASE_TO_LOWER', 'CASE_INSENSITIVE_IDENTIFIERS')
      """;

  /** In mode Oracle, H2 stores empty texts as null. */
  private static void refuseSettings(Connection connection) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTINGS)) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    if ("Oracle".equals(settings.get("MODE"))) {
      throw new UnsupportedOperationException(
          "Cannot use a database whose mode is Oracle, because empty texts would be stored as"
              + " null; set another mode");
    }
    if (Stream.of("DATABASE_TO_UPPER", "DATABASE_TO_LOWER", "CASE_INSENSITIVE_IDENTIFIERS")
        .allMatch(name -> "false".equalsIgnoreCase(settings.get(name)))) {
      throw new UnsupportedOperationException(
          "Cannot use a database whose DATABASE_TO_UPPER is false, because it finds its own names"
              + " only in upper case; add CASE_INSENSITIVE_IDENTIFIERS=true to the URL");
    }
  }

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseSettings(connection);
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
                "select setting_value from INFORMATION_SCHEMA.settings where setting_name ="
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
          int count = rows.getInt(2);
          ColumnLimit most =
              new ColumnLimit.Elements(count, false, count == H2Expressions.MAX_ARRAY);
          columns.computeIfPresent(rows.getString(1), (name, column) -> column.limitedTo(most));
        }
      }
    }
    return new LiveTable(columns, reported.primaryKey(), reported.generated());
  }

  @Override
  public List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    List<String> signature =
        new ArrayList<>(TableReading.super.signature(connection, schema, table));
    signature.addAll(LiveTable.texts(connection, CARDINALITIES, schema, table));
    return signature;
  }

  @Override
  public LiveTable.Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.defaults(connection, DEFAULTS, schema, table);
  }

  @Override
  public boolean isPrivate(String url) {
    return isUnnamed(url);
  }

  static boolean isUnnamed(String url) {
    return url.equals(UNNAMED) || url.startsWith(UNNAMED + ";");
  }

  /** Texts have lengths in Java's characters. */
  @Override
  public ColumnLimit.Unit lengths() {
    return ColumnLimit.Unit.UTF_16;
  }

  @Override
  public String defaultSchema() {
    return "PUBLIC";
  }
}
