package io.metaxy.jooq.example;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.table.FeatureRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run of an example finds for a feature before computing it: the hashes of each sample by
 * its ids, all as text, such as {@code {audio=4d4f0454, frames=7543ba63} a102fd10} by {@code 1}.
 *
 * @param newSamples the new samples
 * @param stale the stale samples
 * @param orphaned the orphaned rows
 */
public record Found(
    Map<String, String> newSamples, Map<String, String> stale, Map<String, String> orphaned) {

  /** The content of an increment. */
  static <R extends FeatureRecord<R>> Found in(Increment<R> increment, FeaturePlan plan) {
    List<String> ids = plan.inputIdColumns();
    Map<String, String> orphaned = new TreeMap<>();
    for (R row : increment.orphaned().fetch()) {
      String provenance = String.valueOf(row.get(SystemColumns.PROVENANCE));
      orphaned.put(ids(ids, row::get), hashes(row.provenanceByField(), provenance));
    }
    return new Found(
        samples(increment.newSamples().fetch(), ids),
        samples(increment.stale().fetch(), ids),
        orphaned);
  }

  private static <R extends FeatureRecord<R>> Map<String, String> samples(
      List<Sample<R>> samples, List<String> ids) {
    return samples.stream()
        .collect(
            Collectors.toMap(
                sample -> ids(ids, sample.ids()::get),
                sample -> hashes(sample.provenanceByField(), sample.provenance()),
                (one, other) -> one,
                TreeMap::new));
  }

  /** The ids of a sample as one text. */
  static String ids(List<String> columns, Function<String, ?> values) {
    return columns.stream()
        .map(column -> String.valueOf(values.apply(column)))
        .collect(Collectors.joining(" "));
  }

  /** The hashes of a sample as one text. */
  static String hashes(@Nullable Map<String, String> provenanceByField, String provenance) {
    Map<String, String> byField = provenanceByField == null ? Map.of() : provenanceByField;
    return new TreeMap<>(byField) + " " + provenance;
  }

  /** The counts, such as {@code 3 new, 0 stale}; orphaned rows are counted if there are any. */
  @Override
  public String toString() {
    String counts = newSamples.size() + " new, " + stale.size() + " stale";
    return orphaned.isEmpty() ? counts : counts + ", " + orphaned.size() + " orphaned";
  }
}
