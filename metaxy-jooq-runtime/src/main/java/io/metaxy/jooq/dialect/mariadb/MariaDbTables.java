package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables as MariaDB's information schema tells of them; its schemas are catalogs to JDBC, whose
 * metadata know neither JSON nor boolean. What holds other values than its type promises elsewhere
 * has a name of its own: a timestamp without microseconds, one of the session's zone, a text of
 * which some that differ are equal.
 */
final class MariaDbTables implements TableReading {

  /** The only collation by which texts are ordered by their bytes, blanks at their end included. */
  private static final String BY_BYTES = "utf8mb4_nopad_bin";

  /** That of JSON. */
  private static final String JSON = "utf8mb4_bin";

  private static final int MICROSECONDS = 6;

  private static final int NO_SUCH_DATABASE = 1049;
  private static final int NO_SUCH_TABLE = 1146;

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseOthers(connection);
    Map<String, LiveColumn> columns = new LinkedHashMap<>();
    String sql =
        "select column_name, data_type, column_type, collation_name, datetime_precision,"
            + " is_nullable = 'YES' from information_schema.columns where "
            + in(schema)
            + " order by ordinal_position";
    try (PreparedStatement statement = prepared(connection, sql, schema, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String name = rows.getString(1);
        String type =
            typeName(rows.getString(2), rows.getString(3), rows.getString(4), rows.getInt(5));
        columns.put(name, types.column(name, type, rows.getBoolean(6)));
      }
    }
    if (!columns.isEmpty()) {
      refuseUntransactional(connection, schema, table);
    }
    if (columns.isEmpty()) {
      refuseHidden(connection, schema, table);
    }
    return new LiveTable(columns, primaryKey(connection, schema, table));
  }

  /** A server of MySQL answers to the same driver. */
  private static void refuseOthers(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select version()")) {
      row.next();
      String version = row.getString(1);
      if (!version.contains("MariaDB")) {
        throw new UnsupportedOperationException(
            "Cannot work with a server of version "
                + version
                + " as with MariaDB (must have MariaDB in its version), because nothing is proved"
                + " of it; use MariaDB");
      }
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

  static String typeName(String data, String column, @Nullable String collation, int fraction) {
    return switch (data) {
      case "tinyint" -> column.equals("tinyint(1)") ? "boolean" : column;
      case "timestamp" -> "timestamp of the session's zone";
      case "float", "double" -> column.contains("(") ? data + " of few digits" : column;
      case "datetime", "time" ->
          fraction == MICROSECONDS ? column : data + " of " + fraction + " digits";
      case "longtext" -> JSON.equals(collation) ? "json" : text(column, collation);
      default -> collation == null ? column : text(column, collation);
    };
  }

  private static String text(String column, @Nullable String collation) {
    return BY_BYTES.equals(collation)
        ? column
        : column + " of the collation " + collation + ", by which texts that differ are equal";
  }

  /** What was written before a failure would stay, and what does not fit would be changed. */
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
                + " of the engine "
                + row.getString(1)
                + " (must have transactions); write a migration with alter table "
                + table
                + " engine=InnoDB");
      }
    }
  }

  /** A table that the user has no right to looks like none. */
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
}
