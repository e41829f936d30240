package io.metaxy.jooq.dialect;

import io.metaxy.jooq.value.ColumnLimit;
import io.metaxy.jooq.value.ColumnLimit.Digits;
import io.metaxy.jooq.value.ColumnLimit.Length;
import io.metaxy.jooq.value.ColumnLimit.Unit;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A feature's table as it exists in the database.
 *
 * @param columns its columns by name, in its own order
 * @param primaryKey the columns of its primary key; empty if it has none
 * @param generated the columns whose values the database always generates, so that no statement may
 *     write them
 */
public record LiveTable(
    Map<String, LiveColumn> columns, List<String> primaryKey, Set<String> generated) {

  public LiveTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    primaryKey = List.copyOf(primaryKey);
    generated = Set.copyOf(generated);
  }

  /** Whether statements may write a column. */
  public boolean isWritable(String column) {
    return !generated.contains(column);
  }

  /**
   * The same table, with more columns that the database generates.
   *
   * @param sql a query for their names, given the schema or null, and the table
   */
  public LiveTable generating(
      Connection connection, String sql, @Nullable String schema, String table)
      throws SQLException {
    Set<String> all = new LinkedHashSet<>(generated);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(rows.getString(1));
        }
      }
    }
    return new LiveTable(columns, primaryKey, all);
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
    return new LiveTable(changed, primaryKey, generated);
  }

  /** See {@link TableReading#table}. */
  static LiveTable read(
      DatabaseTypes types,
      Unit lengths,
      Connection connection,
      @Nullable String schema,
      String table)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String in = schema == null ? connection.getSchema() : schema;
    Map<String, LiveColumn> columns = new LinkedHashMap<>();
    Set<String> generated = new LinkedHashSet<>();
    try (ResultSet rows =
        meta.getColumns(connection.getCatalog(), pattern(meta, in), pattern(meta, table), null)) {
      while (rows.next()) {
        String name = rows.getString("COLUMN_NAME");
        columns.put(
            name,
            types
                .column(
                    name, typeName(rows), rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls)
                .limitedTo(limit(lengths, rows)));
        if ("YES".equals(rows.getString("IS_GENERATEDCOLUMN"))) {
          generated.add(name);
        }
      }
    }
    List<String> key = new ArrayList<>();
    try (ResultSet rows = meta.getPrimaryKeys(connection.getCatalog(), in, table)) {
      while (rows.next()) {
        key.add(rows.getString("COLUMN_NAME"));
      }
    }
    return new LiveTable(columns, key, generated);
  }

  /**
   * A coarser type rounds or truncates instants: an id is then not found again, and of two rows
   * with the same rounded system instant, the older one could be read.
   */
  private static String typeName(ResultSet row) throws SQLException {
    String type = row.getString("TYPE_NAME");
    int digits = row.getInt("DECIMAL_DIGITS");
    boolean coarse = digits < DatabaseTypes.MICROSECONDS && !row.wasNull();
    return switch (row.getInt("DATA_TYPE")) {
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.TIME, Types.TIME_WITH_TIMEZONE ->
          coarse ? DatabaseTypes.coarse(type, digits) : type;
      default -> type;
    };
  }

  /** Drivers report no size, or zero, for a type without a limit. */
  private static @Nullable ColumnLimit limit(Unit lengths, ResultSet row) throws SQLException {
    int size = row.getInt("COLUMN_SIZE");
    return switch (row.getInt("DATA_TYPE")) {
      case Types.VARCHAR -> size > 0 ? new Length(size, lengths) : null;
      case Types.DECIMAL, Types.NUMERIC ->
          size > 0 ? new Digits(size, row.getInt("DECIMAL_DIGITS")) : null;
      default -> null;
    };
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
