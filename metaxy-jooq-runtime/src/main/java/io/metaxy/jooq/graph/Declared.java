package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Definitions by key, not yet validated.
 *
 * @param features one definition per key, in the order given
 * @param options the options of the graph
 * @param filters the filters of their dependencies
 */
record Declared(
    Map<FeatureKey, FeatureDefinition> features, GraphOptions options, ReadFilters filters) {

  static Declared of(
      Collection<FeatureDefinition> definitions, GraphOptions options, List<Problem> problems) {
    Map<FeatureKey, FeatureDefinition> byKey = new LinkedHashMap<>();
    for (FeatureDefinition definition : definitions) {
      FeatureDefinition other = byKey.get(definition.key());
      if (other == null || (other.external() && !definition.external())) {
        byKey.put(definition.key(), definition);
      } else if (other.external() == definition.external()) {
        problems.add(
            new Problem(
                "duplicate-key",
                definition.key().toString(),
                "",
                "Cannot have two features with the same key: "
                    + other.featureClass()
                    + " and "
                    + definition.featureClass()
                    + "; give one of them another key"));
      }
    }
    return new Declared(byKey, options, new ReadFilters(byKey.values()));
  }

  FeatureDefinition get(FeatureKey key) {
    FeatureDefinition definition = features.get(key);
    if (definition == null) {
      throw new IllegalStateException("Cannot find feature " + key + ", which the rules accepted");
    }
    return definition;
  }

  /** The specs of the declared upstreams. */
  Map<FeatureKey, FeatureSpec> upstreams(FeatureSpec feature) {
    Map<FeatureKey, FeatureSpec> upstreams = new LinkedHashMap<>();
    for (FeatureDep dep : feature.deps()) {
      FeatureDefinition upstream = features.get(dep.feature());
      if (upstream != null) {
        upstreams.put(dep.feature(), upstream.spec());
      }
    }
    return upstreams;
  }

  String tableName(FeatureSpec spec) {
    String given = spec.table();
    return given != null ? given : options.tablePrefix() + spec.key().tableName();
  }
}
