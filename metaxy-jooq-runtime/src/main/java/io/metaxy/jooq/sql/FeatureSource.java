package io.metaxy.jooq.sql;

import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.LiveTable;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.table.EnumTextConverter;
import io.metaxy.jooq.table.ExactNumberConverter;
import io.metaxy.jooq.table.ListBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
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

  /**
   * The table for selecting, by its unqualified name, which its fields refer to. Columns with types
   * of the user's own, or types that treat different texts as equal, are texts in it, UUIDs that
   * are stored as texts are UUIDs, and documents are JSON:
   *
   * <pre>{@code
   * (select shot.shot_id, cast(shot.quality as varchar) as quality, … from shot) shot
   * }</pre>
   */
  public Table<?> from() {
    return from(List.of());
  }

  /** The same, with the columns that a soft delete copies unchanged. */
  Table<?> fromWithCopied() {
    List<Field<?>> copied = new ArrayList<>(others());
    nested().forEach(column -> copied.add(field(column).as(stored(column))));
    return from(copied);
  }

  /** The columns that a soft delete copies unchanged: those of others, and documents. */
  public List<Field<?>> copied() {
    List<Field<?>> copied = new ArrayList<>(others());
    nested().forEach(column -> copied.add(stored(column)));
    return copied;
  }

  /** The names of the columns that hold documents in a form other than JSON. */
  private List<String> nested() {
    return live.columns().values().stream()
        .filter(column -> column.nested() != null)
        .map(LiveColumn::name)
        .toList();
  }

  /** A column of {@link #copied} with the documents of a column in their own form. */
  Field<?> stored(String column) {
    return field("metaxy_stored_" + column);
  }

  private Field<?> field(String column) {
    return DSL.field(name(table.getName(), column));
  }

  /** The columns of others that a soft delete copies, unchanged and of any type. */
  public List<Field<?>> others() {
    return live.others().copied().stream().<Field<?>>map(this::field).toList();
  }

  private Table<?> from(List<Field<?>> copied) {
    Table<?> plain = isGenerated() ? table : qualified().as(name(table.getName()));
    List<Field<?>> columns = new ArrayList<>();
    boolean converted = false;
    for (Field<?> column : table.fields()) {
      Optional<Field<?>> conversion = conversion(column);
      columns.add(conversion.<Field<?>>map(to -> to.as(column.getName())).orElse(column));
      converted |= conversion.isPresent();
    }
    columns.addAll(copied);
    return converted ? DSL.select(columns).from(plain).asTable(table.getName()) : plain;
  }

  /** How a column is read that the database holds in another form; empty for all others. */
  private Optional<Field<?>> conversion(Field<?> column) {
    LiveColumn own = live.column(column.getName());
    boolean isText = column.getConverter().fromType() == String.class;
    if (own.nested() != null) {
      return Optional.of(dialect.expressions().json(column, own.nested()));
    }
    if (isText && (own.isOwnType() || own.folds())) {
      return Optional.of(dialect.expressions().text(column));
    }
    if (own.element() != null) {
      return dialect.lists().readable(column, own.innermost().baseType(), own.depth());
    }
    return own.holdsAsText(column)
        ? Optional.of(dialect.expressions().uuid(column))
        : Optional.empty();
  }

  /** The table for inserting, by its name in the database, qualified with the schema. */
  public Table<?> qualified() {
    if (isGenerated()) {
      return table;
    }
    return DSL.table(schema == null ? name(plan.tableName()) : name(schema, plan.tableName()));
  }

  /** Whether the class of the table has its name in the database: no schema, no other prefix. */
  private boolean isGenerated() {
    return schema == null && plan.tableName().equals(table.getName());
  }

  /** The columns of the table. */
  public List<Field<?>> columns() {
    return Arrays.stream(table.fields()).<Field<?>>map(f -> column(f.getName())).toList();
  }

  /**
   * A column of the table, which throws for a value that its Java type does not have.
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
    LiveColumn own = live.column(name);
    return ListBinding.at(EnumTextConverter.strict(ExactNumberConverter.exact(field, own)), own);
  }

  /** Null in place of a column, of a type that the database accepts in a union. */
  public Field<?> nullOf(String name) {
    LiveColumn own = live.column(name);
    if (own.holdsAsText(column(name))) {
      return DSL.castNull(SQLDataType.UUID);
    }
    return own.isOwnType() ? DSL.castNull(SQLDataType.VARCHAR) : dialect.expressions().nullOf(own);
  }

  /** A column in the form that is read: instants without time zone are in UTC. */
  public Field<?> read(String name) {
    return dialect.expressions().read(column(name), live.column(name));
  }
}
