package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The size and the ends of a graph.
 *
 * @param projects the number of features of each project, without external ones
 * @param depth the number of features on the longest path
 * @param roots the keys of features without upstreams
 * @param leaves the keys of features without downstreams
 */
record GraphShape(Map<String, Long> projects, int depth, List<String> roots, List<String> leaves) {

  static GraphShape of(FeatureGraph graph) {
    Map<FeatureKey, Integer> depths = new HashMap<>();
    Set<FeatureKey> upstreams = new HashSet<>();
    for (FeaturePlan feature : graph.plans()) {
      int above = 0;
      for (DepPlan dep : feature.deps()) {
        upstreams.add(dep.upstream().key());
        above = Math.max(above, depths.getOrDefault(dep.upstream().key(), 0));
      }
      depths.put(feature.key(), above + 1);
    }
    List<FeaturePlan> features = byKey(graph);
    return new GraphShape(
        features.stream()
            .filter(feature -> !feature.definition().external())
            .collect(
                Collectors.groupingBy(
                    feature -> feature.definition().project(),
                    TreeMap::new,
                    Collectors.counting())),
        depths.values().stream().mapToInt(Integer::intValue).max().orElse(0),
        features.stream()
            .filter(feature -> feature.spec().isRoot())
            .map(feature -> feature.key().toString())
            .toList(),
        features.stream()
            .filter(feature -> !upstreams.contains(feature.key()))
            .map(feature -> feature.key().toString())
            .toList());
  }

  /** The features of a graph, ordered by key. */
  static List<FeaturePlan> byKey(FeatureGraph graph) {
    return graph.plans().stream().sorted(Comparator.comparing(FeaturePlan::key)).toList();
  }

  /** The version of a field. */
  static String version(FeaturePlan feature, FieldPlan field) {
    return Objects.requireNonNull(feature.versions().byField().get(field.key()));
  }
}
