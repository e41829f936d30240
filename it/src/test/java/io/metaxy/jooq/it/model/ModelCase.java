package io.metaxy.jooq.it.model;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A target feature with its upstreams and all rows of their tables.
 *
 * @param seed the seed of {@link RandomCases}
 * @param graph the upstreams and the target
 * @param target the feature that is resolved
 * @param algorithm the peer's name of the hash algorithm
 * @param peerMade whether the tables are like those of the peer: every column is nullable
 * @param rows the rows of each table by feature: values by column, including system columns
 * @param request the options of the resolve
 */
public record ModelCase(
    long seed,
    FeatureGraph graph,
    FeatureKey target,
    String algorithm,
    boolean peerMade,
    Map<FeatureKey, List<Map<String, Object>>> rows,
    ModelRequest request) {

  public ModelCase {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  public FeaturePlan plan() {
    return graph.plan(target);
  }

  /** The number of characters kept of a hash. */
  public int hashLength() {
    return graph.options().hashTruncationLength();
  }

  public List<Map<String, Object>> rows(FeatureKey feature) {
    return rows.getOrDefault(feature, List.of());
  }

  public ModelCase with(FeatureKey feature, List<Map<String, Object>> others) {
    Map<FeatureKey, List<Map<String, Object>>> all = new LinkedHashMap<>(rows);
    all.put(feature, others);
    return new ModelCase(seed, graph, target, algorithm, peerMade, all, request);
  }

  public ModelCase with(ModelRequest other) {
    return new ModelCase(seed, graph, target, algorithm, peerMade, rows, other);
  }

  /** Returns the cases without one of the rows, and the case without the options. */
  public List<ModelCase> smaller() {
    List<ModelCase> smaller = new ArrayList<>();
    if (!request.equals(ModelRequest.NONE)) {
      smaller.add(with(ModelRequest.NONE));
    }
    rows.forEach(
        (feature, all) -> {
          for (int i = 0; i < all.size(); i++) {
            List<Map<String, Object>> fewer = new ArrayList<>(all);
            fewer.remove(i);
            smaller.add(with(feature, fewer));
          }
        });
    return smaller;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed " + seed + ", " + algorithm);
    text.append(" cut to ").append(hashLength()).append(peerMade ? ", nullable columns" : "");
    text.append('\n').append(graph).append("\ndependencies ").append(plan().spec().deps());
    text.append('\n').append(request);
    rows.forEach(
        (feature, all) -> {
          text.append('\n').append(feature).append(" holds ").append(all.size()).append(" rows");
          all.forEach(row -> text.append("\n  ").append(row));
        });
    return text.toString();
  }
}
