package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.ColumnLimit.Digits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Inspects tables of DuckDB. Its driver's own query for columns contains numbers in the digits of
 * the default locale, which the database rejects, and omits which columns are generated. Each
 * connection to an unnamed in-memory database has a database of its own. A session with a default
 * collation treats different texts as equal, and is rejected; only the SQL text of a table shows
 * the collations of its columns.
 *
 * <pre>{@code
 * select column_name, data_type, is_nullable, numeric_precision, numeric_scale from duckdb_columns()
 * where database_name = ? and schema_name = ? and table_name = ? order by column_index
 * }</pre>
 */
final class DuckDbTables implements TableReading {

  private static final String COLUMNS =
      "select column_name, data_type, is_nullable, numeric_precision, numeric_scale"
          + " from duckdb_columns() where database_name = ? and schema_name = ? and table_name = ?"
          + " order by column_index";

  private static final String GENERATED =
      """
      select column_name
      from information_schema.columns
      where table_catalog = current_database() and table_schema = coalesce(?, current_schema())
        and table_name = ? and is_generated = 'ALWAYS'
      """;

  /** An index has its columns as a text, such as {@code ['"video id"', path]}. */
  private static final String DEFAULTS =
      """
      with place as (select coalesce(?, current_schema()) as s, ? as t),
      keys as (
        select constraint_column_names as columns
        from duckdb_constraints(), place
        where database_name = current_database() and schema_name = s and table_name = t
          and constraint_type in ('UNIQUE', 'PRIMARY KEY')
        union all
        select string_split(regexp_replace(expressions, '[''"\\[\\] ]', '', 'g'), ',')
        from duckdb_indexes(), place
        where database_name = current_database() and schema_name = s and table_name = t
          and is_unique),
      together as (
        select coalesce(flatten(list(columns)), []) as columns
        from keys
        where not list_contains(columns, 'metaxy_updated_at'))
      select column_name, column_default is not null, list_contains(columns, column_name)
      from duckdb_columns(), place, together
      where database_name = current_database() and schema_name = s and table_name = t
      """;

  private static final String NO_SUCH_TABLE = "Catalog Error: ";

  private static final Set<String> UNNAMED =
      Set.of("jdbc:duckdb:", "jdbc:duckdb::memory:", "jdbc:duckdb:memory:");

  /** {@code "shot_id" VARCHAR COLLATE NOCASE}. */
  private static final Pattern COLLATED =
      Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|(\\w+)) VARCHAR COLLATE ([\\w.]+)");

  private static final Set<String> BY_BYTES = Set.of("", "binary", "c", "posix");

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    refuseCollation(connection);
    String in = schema == null ? connection.getSchema() : schema;
    Map<String, LiveColumn> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, connection.getCatalog());
      statement.setString(2, in);
      statement.setString(3, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          String type = rows.getString(2);
          LiveColumn column = types.column(name, type, rows.getBoolean(3));
          columns.put(
              name,
              column.limitedTo(
                  column.kind() == ColumnType.DECIMAL
                      ? new Digits(rows.getInt(4), rows.getInt(5))
                      : null));
        }
      }
    }
    List<String> key = new ArrayList<>();
    try (ResultSet rows =
        connection.getMetaData().getPrimaryKeys(connection.getCatalog(), in, table)) {
      while (rows.next()) {
        key.add(rows.getString("COLUMN_NAME"));
      }
    }
    Map<String, String> collations = collations(connection, in, table);
    return new LiveTable(columns, key, Set.of())
        .folding(
            column ->
                column.kind() == ColumnType.STRING
                    && !BY_BYTES.contains(
                        collations.getOrDefault(column.name(), "").toLowerCase(Locale.ROOT)))
        .generating(connection, GENERATED, schema, table);
  }

  /** The function that lists the columns of all tables takes longer in a database with many. */
  @Override
  public List<String> signature(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    String name = (schema == null ? "" : Sql.quoted('"', schema) + ".") + Sql.quoted('"', table);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("describe " + name)) {
      return LiveTable.texts(rows);
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).startsWith(NO_SUCH_TABLE)) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public LiveTable.Defaults defaults(Connection connection, @Nullable String schema, String table)
      throws SQLException {
    return LiveTable.defaults(connection, DEFAULTS, schema, table);
  }

  private static Map<String, String> collations(
      Connection connection, @Nullable String schema, String table) throws SQLException {
    String sql =
        "select min(sql) from duckdb_tables()"
            + " where database_name = current_database() and table_name = ? and schema_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setString(2, schema);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return collations(String.valueOf(row.getString(1)));
      }
    }
  }

  private static Map<String, String> collations(String create) {
    Map<String, String> collations = new HashMap<>();
    Matcher collated = COLLATED.matcher(create);
    while (collated.find()) {
      String quoted = collated.group(1);
      collations.put(
          quoted == null ? collated.group(2) : quoted.replace("\"\"", "\""), collated.group(3));
    }
    return collations;
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
    return isUnnamed(url);
  }

  static boolean isUnnamed(String url) {
    int options = url.indexOf(';');
    return UNNAMED.contains(options < 0 ? url : url.substring(0, options));
  }

  @Override
  public String defaultSchema() {
    return "main";
  }
}
