package io.metaxy.jooq.store;

import io.metaxy.jooq.table.FeatureTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Schema;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * What the database really has, looked at once per table and remembered while it is right.
 * Thread-safe.
 */
final class LiveTables {

  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  /**
   * Checks that a table is there with every column that its class has.
   *
   * @throws StoreException when it is not, naming the table or the column
   */
  void check(DSLContext dsl, Table<?> table, String feature) {
    String name = table.getQualifiedName().toString();
    if (checked.contains(name)) {
      return;
    }
    Set<String> columns = dsl.connectionResult(connection -> columns(connection, table));
    if (columns.isEmpty()) {
      throw new StoreException(
          "Cannot find table "
              + name
              + " of feature "
              + feature
              + ": a migration is missing; write it and let Flyway apply it");
    }
    for (Field<?> column : table.fields()) {
      if (!columns.contains(column.getName())) {
        throw new StoreException(
            "Cannot find column "
                + column.getName()
                + " of table "
                + name
                + " of feature "
                + feature
                + " (it has "
                + columns
                + "): a migration is missing; write it and let Flyway apply it");
      }
    }
    checked.add(name);
  }

  private static Set<String> columns(Connection connection, Table<?> table) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    Schema schema = table.getSchema();
    String schemaName =
        schema == null || schema.getName().isEmpty() ? connection.getSchema() : schema.getName();
    Set<String> columns = new LinkedHashSet<>();
    try (ResultSet rows =
        meta.getColumns(
            connection.getCatalog(),
            pattern(meta, schemaName),
            pattern(meta, table.getName()),
            null)) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME"));
      }
    }
    return columns;
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

  /** Forgets what was seen, after a statement failed: the table may have changed. */
  void forget(FeatureTable<?> table) {
    checked.remove(table.getQualifiedName().toString());
  }
}
