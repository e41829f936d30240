package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeaturePlan;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A feature's table in a database.
 *
 * @param plan the feature
 * @param table its table, generated or made from the plan
 * @param schema the schema that the table is in; null is the connection's
 * @param live what the database has
 * @param dialect that database
 * @param unique whether it is known that each id has one row of the current feature version
 */
public record FeatureSource(
    FeaturePlan plan,
    Table<?> table,
    @Nullable String schema,
    LiveTable live,
    FeatureDialect dialect,
    boolean unique) {

  /** The same table, of which it is known or not that each id has one row. */
  public FeatureSource knownUnique(boolean known) {
    return new FeatureSource(plan, table, schema, live, dialect, known);
  }

  /** The table as it is selected from: by its name alone its fields find it. */
  public Table<?> from() {
    return schema == null ? table : qualified().as(name(table.getName()));
  }

  /** The table as it is inserted into. */
  public Table<?> qualified() {
    return schema == null ? table : DSL.table(name(schema, table.getName()));
  }

  /**
   * A column of the table.
   *
   * @throws IllegalStateException when the table's class lacks it
   */
  public Field<?> column(String name) {
    Field<?> field = table.field(name);
    if (field == null) {
      throw new IllegalStateException(
          "Cannot find column "
              + name
              + " of table "
              + table.getName()
              + "; generate the code again from the specs of the graph");
    }
    return field;
  }

  /** Null in the place of a column, of a type that the database takes in a union. */
  public Field<?> nullOf(String name) {
    return dialect.expressions().nullOf(live.column(name));
  }

  /** A column as it is read: instants without time zone are those of UTC. */
  public Field<?> read(String name) {
    return dialect.expressions().read(column(name), live.column(name));
  }
}
