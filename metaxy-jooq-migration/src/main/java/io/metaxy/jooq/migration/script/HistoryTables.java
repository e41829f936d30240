package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Flyway's histories of a live database, under any name; only reads. */
final class HistoryTables {

  /** A column that only these tables have. */
  private static final String RANK = "installed_rank";

  private static final String TABLES =
      "select table_name from INFORMATION_SCHEMA.columns where table_schema = ? and column_name = ?";

  private HistoryTables() {}

  /**
   * The tables of the schema that list one of the scripts. Other schemas have histories of their
   * own, perhaps of the same scripts.
   */
  static List<String> read(MigrationOptions options, Set<String> scripts) {
    LiveDatabase live = options.connection();
    try (Connection connection = Connections.readOnly(live, options.loader())) {
      Databases.of(live).use(connection, options.liveSchema().orElse(null));
      DSLContext dsl = DSL.using(connection, Databases.of(live).database().dialect());
      Set<String> found = new TreeSet<>();
      for (String table : tables(connection)) {
        if (lists(dsl, table, scripts)) {
          found.add(table);
        }
      }
      return List.copyOf(found);
    } catch (SQLException e) {
      throw live.failed(
          "Cannot look for Flyway's history in "
              + live.title()
              + ": "
              + live.withoutSecrets(String.valueOf(e.getMessage()))
              + "; grant the user the right to read it",
          e);
    }
  }

  private static boolean lists(DSLContext dsl, String table, Set<String> scripts) {
    try {
      return dsl
          .select(DSL.field(DSL.name("script"), String.class))
          .from(DSL.table(DSL.name(table)))
          .fetch(0, String.class)
          .stream()
          .anyMatch(scripts::contains);
    } catch (DataAccessException e) {
      // It belongs to others, who do not let this user read it.
      return false;
    }
  }

  /** JDBC's metadata of DuckDB fails in locales with other digits. */
  private static List<String> tables(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    List<String> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, schema == null ? connection.getCatalog() : schema);
      statement.setString(2, RANK);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
    }
    return tables;
  }
}
