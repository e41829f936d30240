package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The size and the ends of a graph, or of the features of one project in it.
 *
 * @param projects the number of features of each project, without external ones
 * @param features the number of features
 * @param depth the number of features on the longest path
 * @param roots the keys of features without upstreams
 * @param leaves the keys of features without downstreams
 */
record GraphShape(
    Map<String, Long> projects, int features, int depth, List<String> roots, List<String> leaves) {

  /**
   * The shape of some features of a graph. Their depth counts all their upstreams.
   *
   * @param features the features, ordered by key
   */
  static GraphShape of(FeatureGraph graph, List<FeaturePlan> features) {
    Map<FeatureKey, Integer> depths = new HashMap<>();
    for (FeaturePlan feature : graph.plans()) {
      int above = 0;
      for (DepPlan dep : feature.deps()) {
        above = Math.max(above, depths.getOrDefault(dep.upstream().key(), 0));
      }
      depths.put(feature.key(), above + 1);
    }
    Set<FeatureKey> upstreams = new HashSet<>();
    features.forEach(feature -> feature.deps().forEach(dep -> upstreams.add(dep.upstream().key())));
    return new GraphShape(
        graph.plans().stream()
            .filter(feature -> !feature.definition().external())
            .collect(
                Collectors.groupingBy(
                    feature -> feature.definition().project(),
                    TreeMap::new,
                    Collectors.counting())),
        features.size(),
        features.stream()
            .mapToInt(feature -> Objects.requireNonNull(depths.get(feature.key())))
            .max()
            .orElse(0),
        features.stream()
            .filter(feature -> feature.spec().isRoot())
            .map(feature -> feature.key().toString())
            .toList(),
        features.stream()
            .filter(feature -> !upstreams.contains(feature.key()))
            .map(feature -> feature.key().toString())
            .toList());
  }

  /** The version of a field. */
  static String version(FeaturePlan feature, FieldPlan field) {
    return Objects.requireNonNull(feature.versions().byField().get(field.key()));
  }
}
