package io.metaxy.jooq.increment;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.increment.SampleRecords.Records;
import io.metaxy.jooq.resolve.InputRow;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample to compute: its id, its inputs, and the provenance of its row. For a 1:N dependency it
 * is the parent.
 *
 * @param <R> the feature's generated record
 */
public final class Sample<R extends FeatureRecord<R>> {

  private final FeaturePlan plan;
  private final SampleRecords<R> sampleRecords;
  private final ResolvedRow row;
  private final Records<R> records;
  private @Nullable Map<String, String> provenanceByField;

  Sample(SampleRecords<R> sampleRecords, ResolvedRow row, Records<R> records) {
    this.plan = sampleRecords.plan();
    this.sampleRecords = sampleRecords;
    this.row = row;
    this.records = records;
  }

  /** {@link Status#NEW} or {@link Status#STALE}. */
  public Status status() {
    return row.status();
  }

  /**
   * A new record to fill in and return: with the sample's ids, or for a sample from the caller a
   * copy of its record.
   */
  public R record() {
    R record = records.of(row);
    sampleRecords.stamp(record, provenanceByField());
    return record;
  }

  /** The hash of each field's inputs, by struct key. */
  public Map<String, String> provenanceByField() {
    Map<String, String> byField = provenanceByField;
    if (byField == null) {
      byField = new TreeMap<>();
      List<FieldPlan> fields = plan.fields();
      for (int i = 0; i < fields.size(); i++) {
        byField.put(fields.get(i).key().structKey(), row.fieldHash(i));
      }
      byField = Collections.unmodifiableMap(byField);
      provenanceByField = byField;
    }
    return byField;
  }

  /** The hash of the sample's inputs. */
  public String provenance() {
    return row.sampleHash();
  }

  /**
   * The upstream's row that this sample depends on, with the columns that the spec selects, by the
   * upstream's own names.
   *
   * @throws IllegalArgumentException if the feature does not depend on the upstream, or depends on
   *     it N:1; see {@link #each}
   * @throws IllegalStateException if an optional upstream has no row for this sample; see {@link
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
                        + plan.key()
                        + "; use find(...)"));
  }

  /**
   * The same, but empty if an optional upstream has no row for this sample.
   *
   * @throws IllegalArgumentException if the feature does not depend on the upstream, or depends on
   *     it N:1
   */
  public <U extends FeatureRecord<U>> Optional<U> find(FeatureTable<U> upstream) {
    int position = position(upstream);
    if (plan.deps().get(position).isAggregation()) {
      throw new IllegalArgumentException(
          "Cannot return one row of "
              + upstream.featureKey()
              + " for a sample of "
              + plan.key()
              + ", which depends on many; call each(...)");
    }
    return inputs(upstream, position).stream().findFirst();
  }

  /**
   * The rows of an upstream that this sample depends on, in the order in which they are hashed: by
   * the upstream's ids, texts by their bytes, numbers by value. Empty if an optional upstream has
   * none.
   *
   * @throws IllegalArgumentException if the feature does not depend on the upstream
   */
  public <U extends FeatureRecord<U>> List<U> each(FeatureTable<U> upstream) {
    return inputs(upstream, position(upstream));
  }

  private <U extends FeatureRecord<U>> List<U> inputs(FeatureTable<U> upstream, int position) {
    List<U> records = new ArrayList<>();
    for (InputRow input : row.inputs(position)) {
      records.add(sampleRecords.input(upstream, position, input, ids()));
    }
    return records;
  }

  private int position(FeatureTable<?> upstream) {
    List<DepPlan> deps = plan.deps();
    for (int i = 0; i < deps.size(); i++) {
      if (deps.get(i).upstream().key().equals(upstream.featureKey())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find upstream "
            + upstream.featureKey()
            + " of feature "
            + plan.key()
            + " (must be one of "
            + deps.stream().map(d -> d.upstream().key()).toList()
            + "); add .dependsOn(\""
            + upstream.featureKey()
            + "\") to the spec");
  }

  /** The sample's ids by column; for a 1:N dependency, the parent's. */
  public Map<String, @Nullable Object> ids() {
    return ids(plan, row.ids());
  }

  static Map<String, @Nullable Object> ids(FeaturePlan plan, List<@Nullable Object> values) {
    Map<String, @Nullable Object> ids = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      ids.put(plan.inputIdColumns().get(i), values.get(i));
    }
    return ids;
  }

  List<@Nullable Object> idValues() {
    return row.ids();
  }

  /** {@code stale {video_id=v1} c4efe7c3} */
  @Override
  public String toString() {
    return status().word() + " " + ids() + " " + provenance();
  }
}
