package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
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
import java.util.Collection;
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
 * @param others the columns that belong to others
 */
public record LiveTable(
    Map<String, LiveColumn> columns,
    List<String> primaryKey,
    Set<String> generated,
    Others others) {

  /**
   * The columns that no spec names, which therefore belong to others.
   *
   * @param copied those whose values a soft delete copies
   * @param required those without which no row can be inserted: they must not be null, and the
   *     database does not fill them in
   */
  public record Others(List<String> copied, List<String> required) {

    /** No columns that belong to others. */
    public static final Others NONE = new Others(List.of(), List.of());

    public Others {
      copied = List.copyOf(copied);
      required = List.copyOf(required);
    }
  }

  /**
   * What the database does with the columns of a table on its own.
   *
   * @param filled the columns that get a value if a statement gives none: by a default, an identity
   *     or a trigger
   * @param distinct the columns of a unique key without {@code metaxy_updated_at}, so that a copy
   *     of a row would violate it
   */
  public record Defaults(Set<String> filled, Set<String> distinct) {

    public Defaults {
      filled = Set.copyOf(filled);
      distinct = Set.copyOf(distinct);
    }
  }

  public LiveTable {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    primaryKey = List.copyOf(primaryKey);
    generated = Set.copyOf(generated);
  }

  /** A table without columns that belong to others. */
  public LiveTable(
      Map<String, LiveColumn> columns, List<String> primaryKey, Set<String> generated) {
    this(columns, primaryKey, generated, Others.NONE);
  }

  /**
   * The same table, in which some columns belong to others.
   *
   * @param names the columns that belong to others
   */
  public LiveTable withOthers(Collection<String> names, Defaults defaults) {
    List<String> copied = new ArrayList<>();
    List<String> required = new ArrayList<>();
    for (String name : names) {
      boolean filled = defaults.filled().contains(name);
      if (isWritable(name) && !defaults.distinct().contains(name)) {
        copied.add(name);
      }
      if (isWritable(name) && !filled && !column(name).nullable()) {
        required.add(name);
      }
    }
    return new LiveTable(columns, primaryKey, generated, new Others(copied, required));
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
    return new LiveTable(columns, primaryKey, all, others);
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
    return new LiveTable(changed, primaryKey, generated, others);
  }

  /**
   * The same table, in which columns of documents have their own types.
   *
   * @param specs the columns of the feature
   */
  public LiveTable nesting(DatabaseTypes types, List<ColumnSpec> specs) {
    Map<String, LiveColumn> changed = new LinkedHashMap<>(columns);
    for (ColumnSpec spec : specs) {
      if (spec.kind() == ColumnType.JSON) {
        changed.computeIfPresent(spec.name(), (name, live) -> types.holdingDocuments(live));
      }
    }
    return new LiveTable(changed, primaryKey, generated, others);
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
                    name,
                    rows.getString("TYPE_NAME"),
                    rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls)
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

  /** Drivers report no size, or zero, for a type without a limit. */
  private static @Nullable ColumnLimit limit(Unit lengths, ResultSet row) throws SQLException {
    int size = row.getInt("COLUMN_SIZE");
    return switch (row.getInt("DATA_TYPE")) {
      case Types.VARCHAR -> size > 0 ? new Length(size, lengths) : null;
      case Types.DECIMAL, Types.NUMERIC ->
          size > 0 ? new Digits(size, row.getInt("DECIMAL_DIGITS")) : null;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.TIME, Types.TIME_WITH_TIMEZONE ->
          fraction(row);
      default -> null;
    };
  }

  private static @Nullable ColumnLimit fraction(ResultSet row) throws SQLException {
    int digits = row.getInt("DECIMAL_DIGITS");
    return row.wasNull() ? null : DatabaseTypes.fraction(digits);
  }

  /** See {@link TableReading#signature}. */
  static List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String in = schema == null ? connection.getSchema() : schema;
    try (ResultSet rows =
        meta.getColumns(connection.getCatalog(), pattern(meta, in), pattern(meta, table), null)) {
      return texts(rows);
    }
  }

  /**
   * The rows of a query, given the schema or null, and the table, each as one text; see {@link
   * TableReading#signature}.
   */
  public static List<String> texts(
      Connection connection, String sql, @Nullable String schema, String table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        return texts(rows);
      }
    }
  }

  /** All rows of a result, each as one text. */
  public static List<String> texts(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable String> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(rows.getString(i));
      }
      texts.add(row.toString());
    }
    return texts;
  }

  /** See {@link TableReading#defaults}. */
  static Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    String in = schema == null ? connection.getSchema() : schema;
    Set<String> filled = new LinkedHashSet<>();
    try (ResultSet rows =
        meta.getColumns(connection.getCatalog(), pattern(meta, in), pattern(meta, table), null)) {
      while (rows.next()) {
        if (rows.getString("COLUMN_DEF") != null
            || "YES".equals(rows.getString("IS_AUTOINCREMENT"))) {
          filled.add(rows.getString("COLUMN_NAME"));
        }
      }
    }
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    try (ResultSet rows = meta.getIndexInfo(connection.getCatalog(), in, table, true, true)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (column != null) {
          keys.computeIfAbsent(rows.getString("INDEX_NAME"), key -> new LinkedHashSet<>())
              .add(column);
        }
      }
    }
    keys.values().removeIf(columns -> columns.contains(SystemColumns.UPDATED_AT));
    Set<String> distinct = new LinkedHashSet<>();
    keys.values().forEach(distinct::addAll);
    return new Defaults(filled, distinct);
  }

  /**
   * The result of a query for each column's name, whether the database fills it in, and whether it
   * is in a unique key, given the schema or null, and the table.
   */
  public static Defaults defaults(
      Connection connection, String sql, @Nullable String schema, String table)
      throws SQLException {
    Set<String> filled = new LinkedHashSet<>();
    Set<String> distinct = new LinkedHashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          if (rows.getBoolean(2)) {
            filled.add(name);
          }
          if (rows.getBoolean(3)) {
            distinct.add(name);
          }
        }
      }
    }
    return new Defaults(filled, distinct);
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

  /** Whether a schema exists; its case is ignored, as by some databases. */
  static boolean hasSchema(Connection connection, String schema) throws SQLException {
    try (ResultSet rows = connection.getMetaData().getSchemas()) {
      while (rows.next()) {
        if (schema.equalsIgnoreCase(rows.getString("TABLE_SCHEM"))) {
          return true;
        }
      }
    }
    return false;
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
