package io.metaxy.jooq.sql;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Lineage;
import java.util.List;
import java.util.Map;
import org.jooq.Field;

/**
 * Where the parts of a sample stand in a row of a {@link ResolveStatement}.
 *
 * @param plan the feature
 * @param keys its input ids
 * @param fieldHashes the hash of each field
 * @param sampleHash the hash of the sample
 * @param present for each dependency, not null where it has a row
 * @param columns for each dependency, the columns that travel, by the upstream's names
 */
record SampleColumns(
    FeaturePlan plan,
    List<Field<?>> keys,
    List<Field<String>> fieldHashes,
    Field<String> sampleHash,
    List<Field<Integer>> present,
    List<Map<String, Field<?>>> columns) {

  boolean isAggregated(int dep) {
    return plan.deps().get(dep).dep().lineage() instanceof Lineage.Aggregation;
  }
}
