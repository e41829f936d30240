package io.metaxy.jooq.example;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The features of a run, one by one, with what was found for each. */
final class Steps {

  private final FeatureGraph graph;
  private final Map<String, Found> found = new LinkedHashMap<>();

  Steps(FeatureGraph graph) {
    this.graph = graph;
  }

  /** Computes the pending samples of a feature and writes them. */
  <R extends FeatureRecord<R>> Steps compute(
      FeatureTable<R> feature, Increment<R> resolved, Function<Sample<R>, R> computation) {
    return computeMany(feature, resolved, sample -> List.of(computation.apply(sample)));
  }

  /** The same for a feature with several rows for each sample. */
  <R extends FeatureRecord<R>> Steps computeMany(
      FeatureTable<R> feature,
      Increment<R> resolved,
      Function<Sample<R>, ? extends Collection<R>> computation) {
    try (Increment<R> increment = resolved) {
      found.put(
          feature.featureKey().toString(), Found.in(increment, graph.plan(feature.featureKey())));
      increment.pendingMany(computation);
    }
    return this;
  }

  /** What was found, by the keys of the features. */
  Map<String, Found> found() {
    return found;
  }
}
