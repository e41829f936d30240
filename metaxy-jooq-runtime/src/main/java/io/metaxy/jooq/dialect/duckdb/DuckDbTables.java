package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.dialect.TableReading;
import io.metaxy.jooq.spec.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Inspects tables of DuckDB, which reports collations only in the text of a table. */
final class DuckDbTables implements TableReading {

  /** {@code "shot_id" VARCHAR COLLATE NOCASE}. */
  private static final Pattern COLLATED =
      Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|(\\w+)) VARCHAR COLLATE ([\\w.]+)");

  private static final Set<String> BY_BYTES = Set.of("", "binary", "c", "posix");

  @Override
  public LiveTable table(
      DatabaseTypes types, Connection connection, @Nullable String schema, String table)
      throws SQLException {
    LiveTable reported = TableReading.super.table(types, connection, schema, table);
    String sql =
        "select current_setting('default_collation'), (select min(sql) from duckdb_tables() where"
            + " database_name = current_database() and table_name = ? and schema_name = ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setString(2, schema == null ? connection.getSchema() : schema);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String usual = String.valueOf(row.getString(1));
        Map<String, String> own = collations(String.valueOf(row.getString(2)));
        return reported.folding(
            column ->
                column.kind() == ColumnType.STRING
                    && !BY_BYTES.contains(
                        own.getOrDefault(column.name(), usual).toLowerCase(Locale.ROOT)));
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
}
