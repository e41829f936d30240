package io.metaxy.jooq.store;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.sql.ResolveStatement;
import io.metaxy.jooq.sql.Status;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.SystemFields;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A sample that is to be computed: its id, what it is made from, and the provenance that its row
 * will carry.
 *
 * @param <R> the feature's generated record
 */
public final class Sample<R extends FeatureRecord<R>> {

  private final ResolveStatement statement;
  private final FeatureTable<R> table;
  private final Record row;
  private final Function<Record, R> given;
  private final Map<String, String> provenanceByField;

  Sample(ResolveStatement statement, FeatureTable<R> table, Record row, Function<Record, R> given) {
    this.statement = statement;
    this.table = table;
    this.row = row;
    this.given = given;
    this.provenanceByField = provenanceByField(statement, row);
  }

  private static Map<String, String> provenanceByField(ResolveStatement statement, Record row) {
    List<FieldPlan> fields = statement.plan().fields();
    Map<String, String> byField = new TreeMap<>();
    for (int i = 0; i < fields.size(); i++) {
      byField.put(fields.get(i).key().structKey(), hashed(statement.fieldHash(row, i)));
    }
    return Collections.unmodifiableMap(byField);
  }

  /** {@link Status#NEW} or {@link Status#STALE}. */
  public Status status() {
    return ResolveStatement.status(row);
  }

  /**
   * The record to fill in and give back: with the sample's ids, and for a root feature as the
   * caller gave it. Each call gives a new one.
   */
  public R record() {
    R record = given.apply(row);
    record.set(provenanceField(), provenanceByField);
    return record;
  }

  /** The hash of what each field is made from, by struct key. */
  public Map<String, String> provenanceByField() {
    return provenanceByField;
  }

  private static String hashed(@Nullable String hash) {
    return Objects.requireNonNull(hash, "the hash of a sample that is not broken");
  }

  /** The hash of what the sample is made from. */
  public String provenance() {
    return hashed(statement.sampleHash(row));
  }

  /**
   * The upstream's row that this sample is made from, with the columns that the spec selects, by
   * the upstream's own names.
   *
   * @throws IllegalArgumentException when the feature does not depend on the upstream
   * @throws IllegalStateException when an optional upstream has no row for this sample; see {@link
   *     #find}
   */
  public <U extends FeatureRecord<U>> U from(FeatureTable<U> upstream) {
    return find(upstream)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot find a row of the optional upstream "
                        + upstream.featureKey()
                        + " for the sample "
                        + ids()
                        + " of "
                        + statement.plan().key()
                        + "; ask with find(...)"));
  }

  /**
   * The same, empty when an optional upstream has no row for this sample.
   *
   * @throws IllegalArgumentException when the feature does not depend on the upstream
   */
  public <U extends FeatureRecord<U>> Optional<U> find(FeatureTable<U> upstream) {
    Map<String, Field<?>> columns = statement.upstreamColumns(row, position(upstream));
    if (columns == null) {
      return Optional.empty();
    }
    U record = upstream.newRecord();
    for (Map.Entry<String, Field<?>> column : columns.entrySet()) {
      Field<?> field = upstream.field(column.getKey());
      if (field != null) {
        copy(record, field, column.getValue());
      }
    }
    return Optional.of(record);
  }

  private int position(FeatureTable<?> upstream) {
    List<DepPlan> deps = statement.plan().deps();
    for (int i = 0; i < deps.size(); i++) {
      if (deps.get(i).upstream().key().equals(upstream.featureKey())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find upstream "
            + upstream.featureKey()
            + " of feature "
            + statement.plan().key()
            + " (must be one of "
            + deps.stream().map(d -> d.upstream().key()).toList()
            + "); add .dependsOn(\""
            + upstream.featureKey()
            + "\") to the spec");
  }

  private <V> void copy(Record record, Field<V> field, Field<?> source) {
    record.set(field, converted(field.getConverter(), source));
  }

  private <T, V> @Nullable V converted(Converter<T, V> converter, Field<?> source) {
    return converter.from(row.get(source, converter.fromType()));
  }

  private Field<Map<String, String>> provenanceField() {
    return SystemFields.byField(table, SystemColumns.PROVENANCE_BY_FIELD);
  }

  /** The sample's ids by column. */
  public Map<String, @Nullable Object> ids() {
    return statement.ids(row);
  }

  /** {@code stale {video_id=v1} c4efe7c3} */
  @Override
  public String toString() {
    return status().word() + " " + ids() + " " + provenance();
  }
}
