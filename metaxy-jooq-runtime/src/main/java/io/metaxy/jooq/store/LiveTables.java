package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.table.PlanTable;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What the database really has, looked at once per table and remembered while it is right.
 * Thread-safe.
 */
final class LiveTables {

  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  /**
   * Checks that the table of a feature is there with every column that its plan has.
   *
   * @throws StoreException when it is not, naming the table or the column
   */
  void check(DSLContext dsl, FeaturePlan plan) {
    if (checked.contains(plan.tableName())) {
      return;
    }
    PlanTable table = new PlanTable(plan);
    Set<String> columns =
        Guard.sql(
            "look at table " + plan.tableName() + " of feature " + plan.key(),
            () -> dsl.connectionResult(c -> columns(c, plan.tableName())));
    if (columns.isEmpty()) {
      throw behind("table " + plan.tableName(), plan, "");
    }
    for (Field<?> column : table.fields()) {
      if (!columns.contains(column.getName())) {
        String place = "column " + column.getName() + " of table " + plan.tableName();
        throw behind(place, plan, " (it has " + columns + ")");
      }
    }
    checked.add(plan.tableName());
  }

  /**
   * Looks again after a statement failed: the tables may have changed since.
   *
   * @return what is wrong with them now, or the failure
   */
  StoreException reason(DSLContext dsl, List<FeaturePlan> plans, StoreException failure) {
    try {
      for (FeaturePlan plan : plans) {
        checked.remove(plan.tableName());
        check(dsl, plan);
      }
      return failure;
    } catch (StoreException changed) {
      changed.addSuppressed(failure);
      return changed;
    }
  }

  private static StoreException behind(String place, FeaturePlan plan, String found) {
    return new StoreException(
        "Cannot find "
            + place
            + " of feature "
            + plan.key()
            + found
            + ": a migration is missing; write it and let Flyway apply it");
  }

  private static Set<String> columns(Connection connection, String table) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    Set<String> columns = new LinkedHashSet<>();
    try (ResultSet rows =
        meta.getColumns(
            connection.getCatalog(),
            pattern(meta, connection.getSchema()),
            pattern(meta, table),
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
}
