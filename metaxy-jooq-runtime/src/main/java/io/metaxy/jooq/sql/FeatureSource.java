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
 * @param table its table, generated or built from the plan
 * @param schema the schema of the table, or null for the connection's schema
 * @param live the live table
 * @param dialect the dialect of the database
 * @param unique whether each id is known to have one row of the current feature version
 */
public record FeatureSource(
    FeaturePlan plan,
    Table<?> table,
    @Nullable String schema,
    LiveTable live,
    FeatureDialect dialect,
    boolean unique) {

  /** The same table with the given value of {@code unique}. */
  public FeatureSource knownUnique(boolean known) {
    return new FeatureSource(plan, table, schema, live, dialect, known);
  }

  /** The table for selecting, by its unqualified name, which its fields refer to. */
  public Table<?> from() {
    return schema == null ? table : qualified().as(name(table.getName()));
  }

  /** The table for inserting, qualified with the schema. */
  public Table<?> qualified() {
    return schema == null ? table : DSL.table(name(schema, table.getName()));
  }

  /**
   * A column of the table.
   *
   * @throws IllegalStateException if the table's class lacks it
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

  /** Null in place of a column, of a type that the database accepts in a union. */
  public Field<?> nullOf(String name) {
    return dialect.expressions().nullOf(live.column(name));
  }

  /** A column in the form that is read: instants without time zone are in UTC. */
  public Field<?> read(String name) {
    return dialect.expressions().read(column(name), live.column(name));
  }
}
