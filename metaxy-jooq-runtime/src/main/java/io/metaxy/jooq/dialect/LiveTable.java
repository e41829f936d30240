package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A feature's table as it exists in the database.
 *
 * @param columns its columns by name, in its own order
 * @param primaryKey the columns of its primary key; empty if it has none
 */
public record LiveTable(Map<String, LiveColumn> columns, List<String> primaryKey) {

  public LiveTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    primaryKey = List.copyOf(primaryKey);
  }

  /** The column with this name, which the check of the table has found. */
  public LiveColumn column(String name) {
    LiveColumn column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException(
          "Cannot find column " + name + " among " + columns.keySet() + "; resolve again");
    }
    return column;
  }

  /** The same table, in which some columns treat different texts as equal. */
  public LiveTable folding(Predicate<LiveColumn> which) {
    Map<String, LiveColumn> changed = new LinkedHashMap<>(columns);
    changed.replaceAll((name, column) -> which.test(column) ? column.folding() : column);
    return new LiveTable(changed, primaryKey);
  }

  /** See {@link TableReading#table}. */
  static LiveTable read(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String in = schema == null ? connection.getSchema() : schema;
    Map<String, LiveColumn> columns = new LinkedHashMap<>();
    try (ResultSet rows =
        meta.getColumns(connection.getCatalog(), pattern(meta, in), pattern(meta, table), null)) {
      while (rows.next()) {
        String name = rows.getString("COLUMN_NAME");
        columns.put(
            name,
            types.column(
                name,
                typeName(name, rows),
                rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
      }
    }
    List<String> key = new ArrayList<>();
    try (ResultSet rows = meta.getPrimaryKeys(connection.getCatalog(), in, table)) {
      while (rows.next()) {
        key.add(rows.getString("COLUMN_NAME"));
      }
    }
    return new LiveTable(columns, key);
  }

  /**
   * A coarser type cannot order two system instants within one unit, so the older row could be
   * read.
   */
  private static String typeName(String column, ResultSet row) throws SQLException {
    String type = row.getString("TYPE_NAME");
    int digits = row.getInt("DECIMAL_DIGITS");
    return SystemColumns.isInstant(column) && digits < DatabaseTypes.MICROSECONDS && !row.wasNull()
        ? DatabaseTypes.coarse(type, digits)
        : type;
  }

  /** See {@link TableReading#schemas}. */
  static List<String> schemas(Connection connection, String table) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    List<String> schemas = new ArrayList<>();
    try (ResultSet rows =
        meta.getTables(connection.getCatalog(), null, pattern(meta, table), null)) {
      while (rows.next()) {
        schemas.add(rows.getString("TABLE_SCHEM"));
      }
    }
    return schemas;
  }

  private static @Nullable String pattern(DatabaseMetaData meta, @Nullable String name)
      throws SQLException {
    if (name == null) {
      return null;
    }
    String escape = meta.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }
}
