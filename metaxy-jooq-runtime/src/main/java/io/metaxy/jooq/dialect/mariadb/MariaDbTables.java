package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.value.ColumnLimit;
import io.metaxy.jooq.value.ColumnLimit.Digits;
import io.metaxy.jooq.value.ColumnLimit.Length;
import io.metaxy.jooq.value.ColumnLimit.ReorderedUuids;
import io.metaxy.jooq.value.ColumnLimit.Unit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables from MariaDB's information schema; its schemas are catalogs in JDBC, whose metadata
 * lack JSON and boolean. Types whose values differ from those of other databases have names of
 * their own: a timestamp without microseconds or in the session's time zone, and a text with a
 * collation that treats different texts as equal.
 */
final class MariaDbTables implements TableReading {

  /** The only collation that orders texts by their bytes, including trailing blanks. */
  private static final String BY_BYTES = "utf8mb4_nopad_bin";

  /** The collation of JSON. */
  private static final String JSON = "utf8mb4_bin";

  private static final String CHARACTERS = "utf8mb4";

  /** The default of {@code sql_select_limit}. */
  private static final String UNLIMITED = "18446744073709551615";

  private static final String WINTER = "2026-01-15 12:00:00";
  private static final String SUMMER = "2026-07-15 12:00:00";

  private static final String DEFAULTS =
      """
      select c.column_name,
        c.column_default is not null or c.extra like '%auto_increment%' or exists (
          select 1 from information_schema.triggers t
          where t.event_object_schema = c.table_schema and t.event_object_table = c.table_name
            and t.action_timing = 'BEFORE' and t.event_manipulation = 'INSERT'),
        exists (
          select 1 from information_schema.statistics i
          where i.table_schema = c.table_schema and i.table_name = c.table_name
            and i.column_name = c.column_name and i.non_unique = 0 and not exists (
              select 1 from information_schema.statistics u
              where u.table_schema = i.table_schema and u.table_name = i.table_name
                and u.index_name = i.index_name and u.column_name = 'metaxy_updated_at'))
      from information_schema.columns c
      where c.table_schema = coalesce(?, database()) and c.table_name = ?
      """;

  private static final String SIGNATURE =
      """
      select column_name, column_type, collation_name, is_nullable, column_default is null, extra,
        is_generated
      from information_schema.columns
      where table_schema = coalesce(?, database()) and table_name = ?
      order by ordinal_position
      """;

  private static final int NO_SUCH_DATABASE = 1049;
  private static final int NO_SUCH_TABLE = 1146;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseOthers(connection);
    Map<String, LiveColumn> columns = new LinkedHashMap<>();
    Set<String> generated = new LinkedHashSet<>();
    String sql =
        "select column_name, data_type, column_type, collation_name, datetime_precision,"
            + " is_nullable = 'YES', character_maximum_length, numeric_precision, numeric_scale,"
            + " is_generated = 'ALWAYS' from information_schema.columns where "
            + in(schema)
            + " order by ordinal_position";
    try (PreparedStatement statement = prepared(connection, sql, schema, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        String type = typeName(rows.getString(2), rows.getString(3), rows.getString(4));
        columns.put(name, types.column(name, type, rows.getBoolean(6)).limitedTo(limit(rows)));
        if (rows.getBoolean(10)) {
          generated.add(name);
        }
      }
    }
    if (!columns.isEmpty()) {
      refuseUntransactional(connection, schema, table);
    }
    if (columns.isEmpty()) {
      refuseHidden(connection, schema, table);
    }
    return new LiveTable(columns, primaryKey(connection, schema, table), generated);
  }

  @Override
  public List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.texts(connection, SIGNATURE, schema, table);
  }

  @Override
  public LiveTable.Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.defaults(connection, DEFAULTS, schema, table);
  }

  /** A MySQL server works with the same driver. */
  private static void refuseOthers(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select version(), @@character_set_client, @@character_set_results,"
                    + " @@sql_select_limit, timestamp'"
                    + WINTER
                    + "', timestamp'"
                    + SUMMER
                    + "', @@character_set_connection")) {
      row.next();
      String version = row.getString(1);
      if (!version.contains("MariaDB")) {
        throw new UnsupportedOperationException(
            "Cannot use a server of version "
                + version
                + " as MariaDB (must have MariaDB in its version), because it is untested; use"
                + " MariaDB");
      }
      refuseCharacters(row.getString(2), row.getString(7), row.getString(3));
      refuseLimit(row.getString(4));
      refuseShifts(WINTER, row.getObject(5, LocalDateTime.class));
      refuseShifts(SUMMER, row.getObject(6, LocalDateTime.class));
    }
  }

  /** It would replace characters by question marks. */
  private static void refuseCharacters(@Nullable String... sets) {
    Set<String> all = new LinkedHashSet<>();
    for (String set : sets) {
      all.add(String.valueOf(set));
    }
    if (!all.equals(Set.of(CHARACTERS))) {
      throw new UnsupportedOperationException(
          "Cannot use a session with the character sets "
              + String.join(" and ", all)
              + " (must be "
              + CHARACTERS
              + "); remove SET NAMES from the connection's initial SQL");
    }
  }

  /** It would leave rows out. */
  private static void refuseLimit(String limit) {
    if (!limit.equals(UNLIMITED)) {
      throw new UnsupportedOperationException(
          "Cannot use a session with sql_select_limit "
              + limit
              + ", because rows would be missing; set it to default");
    }
  }

  /** The driver would shift dates and times that are sent to it or read, but not literals. */
  private static void refuseShifts(String sent, LocalDateTime read) {
    if (!read.equals(LocalDateTime.parse(sent.replace(' ', 'T')))) {
      throw new UnsupportedOperationException(
          "Cannot use a connection that reads the date and time "
              + sent
              + " as "
              + read
              + "; remove the option pureLocalDateTime=false of its driver");
    }
  }

  private static String in(@Nullable String schema) {
    return "table_schema = " + (schema == null ? "database()" : "?") + " and table_name = ?";
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable String schema, String table)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    if (schema != null) {
      statement.setString(1, schema);
    }
    statement.setString(schema == null ? 1 : 2, table);
    return statement;
  }

  static String typeName(String data, String column, @Nullable String collation) {
    return switch (data) {
      case "tinyint" -> column.equals("tinyint(1)") ? "boolean" : column;
      case "timestamp" -> "timestamp in the session's time zone";
      case "float", "double" -> column.contains("(") ? data + " with rounded digits" : column;
      case "longtext" -> JSON.equals(collation) ? "json" : text(column, collation);
      default -> collation == null ? column : text(column, collation);
    };
  }

  /** A server truncates excess white space at the end of a text in any session. */
  private static @Nullable ColumnLimit limit(ResultSet row) throws SQLException {
    return switch (row.getString(2)) {
      case "varchar" -> new Length(row.getInt(7), Unit.CODE_POINTS);
      case "tinytext", "text", "mediumtext" -> new Length(row.getInt(7), Unit.BYTES);
      case "decimal" -> new Digits(row.getInt(8), row.getInt(9));
      case "uuid" -> new ReorderedUuids();
      case "datetime", "time" -> DatabaseTypes.fraction(row.getInt(5));
      default -> null;
    };
  }

  private static String text(String column, @Nullable String collation) {
    return BY_BYTES.equals(collation)
        ? column
        : column
            + " with collation "
            + collation
            + ", which treats different texts as equal, unlike "
            + BY_BYTES;
  }

  /** Without transactions, a failed write would be kept in part, and values would be converted. */
  private static void refuseUntransactional(
      Connection connection, @Nullable String schema, String table) throws SQLException {
    String sql =
        "select t.engine from information_schema.tables t join information_schema.engines e on"
            + " e.engine = t.engine where "
            + in(schema)
            + " and e.transactions <> 'YES'";
    try (PreparedStatement statement = prepared(connection, sql, schema, table);
        ResultSet row = statement.executeQuery()) {
      if (row.next()) {
        throw new UnsupportedOperationException(
            "Cannot use table "
                + table
                + " with storage engine "
                + row.getString(1)
                + " (must support transactions); write a script with alter table "
                + table
                + " engine=InnoDB");
      }
    }
  }

  /** A table without privileges for the user looks like a missing one. */
  private static void refuseHidden(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    String name =
        (schema == null ? "" : MariaDbSql.quoted(schema) + ".") + MariaDbSql.quoted(table);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1 from " + name + " where 1 = 0").close();
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_TABLE && e.getErrorCode() != NO_SUCH_DATABASE) {
        throw e;
      }
    }
  }

  private static List<String> primaryKey(
      Connection connection, @Nullable String schema, String table) throws SQLException {
    List<String> key = new ArrayList<>();
    String sql =
        "select column_name from information_schema.statistics where "
            + in(schema)
            + " and index_name = 'PRIMARY' order by seq_in_index";
    try (PreparedStatement statement = prepared(connection, sql, schema, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        key.add(rows.getString(1));
      }
    }
    return key;
  }

  @Override
  public List<String> schemas(Connection connection, String table) throws SQLException {
    List<String> schemas = new ArrayList<>();
    String sql =
        "select table_schema from information_schema.tables where table_name = ?"
            + " order by table_schema";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          schemas.add(rows.getString(1));
        }
      }
    }
    return schemas;
  }

  /** A schema is a database here; a user sees those on which there is a privilege. */
  @Override
  public SchemaAccess access(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from information_schema.schemata where schema_name = ?")) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? SchemaAccess.GRANTED : SchemaAccess.MISSING;
      }
    }
  }

  @Override
  public @Nullable String defaultSchema() {
    return null;
  }
}
