package io.metaxy.jooq.increment;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.table.EnumTextConverter;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.ListBinding;
import io.metaxy.jooq.table.SystemFields;
import io.metaxy.jooq.value.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Creates the records of an increment's samples; what they share is looked up once. Thread-safe.
 *
 * @param <R> the feature's record
 */
final class SampleRecords<R extends FeatureRecord<R>> {

  private final DSLContext detached = DSL.using(new DefaultConfiguration());
  private final FeaturePlan plan;
  private final FeatureTable<R> table;
  private final List<Field<?>> ids;
  private final Field<Map<String, String>> provenance;
  private final Map<FeatureTable<?>, List<Column<?>>> upstreams = new ConcurrentHashMap<>();

  SampleRecords(FeaturePlan plan, FeatureTable<R> table) {
    this.plan = plan;
    this.table = table;
    this.ids = fields(table, plan.inputIdColumns());
    this.provenance = SystemFields.byField(table, SystemColumns.PROVENANCE_BY_FIELD);
  }

  private static List<Field<?>> fields(FeatureTable<?> table, Iterable<String> names) {
    List<Field<?>> fields = new ArrayList<>();
    for (String name : names) {
      Field<?> field = table.field(name);
      if (field != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  FeaturePlan plan() {
    return plan;
  }

  /** The fields of the input ids. */
  List<Field<?>> ids() {
    return ids;
  }

  /** A record with the values of the input ids. */
  R blank(List<@Nullable Object> values) {
    R record = detached.newRecord(table);
    for (int i = 0; i < ids.size(); i++) {
      set(record, ids.get(i), values.get(i));
    }
    return record;
  }

  /** A copy of a record, by column; {@code from(given)} would go by the names of getters. */
  R copy(R given) {
    R record = detached.newRecord(table);
    for (Field<?> field : table.fields()) {
      set(record, field, given.get(field));
    }
    return record;
  }

  /** Sets the provenance of a record. */
  void stamp(R record, Map<String, String> byField) {
    record.set(provenance, byField);
  }

  /** The values of a record's input ids. */
  List<@Nullable Object> ids(R record) {
    List<@Nullable Object> values = new ArrayList<>(ids.size());
    ids.forEach(id -> values.add(record.get(id)));
    return values;
  }

  /**
   * A column of an upstream.
   *
   * @param type the type that converts its values
   */
  private record Column<T>(Field<T> field, DataType<?> type) {

    static Column<?> of(Field<?> field) {
      return new Column<>(field, EnumTextConverter.strict(field).getDataType());
    }

    @SuppressWarnings("unchecked") // Both types have the same class.
    void set(Record record, @Nullable Object value) {
      record.set(field, (T) ListBinding.convert(type, value));
    }
  }

  /**
   * The record of an upstream's row.
   *
   * @param ids the ids of the sample, for errors
   * @throws StoreException if a value cannot be read as the type of its column
   */
  <U extends FeatureRecord<U>> U input(
      FeatureTable<U> upstream, int dep, InputRow row, Map<String, @Nullable Object> ids) {
    List<Column<?>> columns =
        upstreams.computeIfAbsent(
            upstream,
            t ->
                fields(t, plan.deps().get(dep).columns().values()).stream()
                    .<Column<?>>map(Column::of)
                    .toList());
    U record = detached.newRecord(upstream);
    for (Column<?> column : columns) {
      Object value = row.get(column.field().getName());
      try {
        column.set(record, value);
      } catch (RuntimeException e) {
        throw new StoreException(
            "Cannot read the row of "
                + upstream.featureKey()
                + " for the sample "
                + ids
                + " of "
                + plan.key()
                + ": its "
                + column.field().getName()
                + " is "
                + UnreadableValueException.shortened(value)
                + ": "
                + String.valueOf(e.getMessage()).replaceFirst("; correct the row.*", "")
                + "; correct the row, or the type of the column",
            e);
      }
    }
    return record;
  }

  private static <V> void set(Record record, Field<V> field, @Nullable Object value) {
    record.set(field, field.getDataType().convert(value));
  }

  /**
   * Creates the record that a sample's computation starts from.
   *
   * @param <R> the feature's record
   */
  @FunctionalInterface
  interface Records<R> {
    R of(ResolvedRow row);
  }
}
