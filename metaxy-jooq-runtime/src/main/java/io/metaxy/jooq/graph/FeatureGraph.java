package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.SpecException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Feature definitions bound to each other: acyclic, complete, in a fixed order. After {@link #of}
 * no key can be missing and every version is known. Immutable and thread-safe.
 */
public final class FeatureGraph {

  private final GraphOptions options;
  private final String originalTablePrefix;
  private final Map<FeatureKey, FeaturePlan> plans;
  private final Map<String, String> projectVersions;

  private FeatureGraph(
      GraphOptions options, String originalTablePrefix, Map<FeatureKey, FeaturePlan> plans) {
    this.options = options;
    this.originalTablePrefix = originalTablePrefix;
    this.plans = Collections.unmodifiableMap(plans);
    Versions versions = new Versions(options.hashTruncationLength());
    Map<String, List<FeaturePlan>> projects =
        plans.values().stream()
            .filter(plan -> !plan.definition().external())
            .collect(Collectors.groupingBy(plan -> plan.definition().project()));
    Map<String, String> computed = new HashMap<>();
    projects.forEach((project, features) -> computed.put(project, versions.project(features)));
    this.projectVersions = Map.copyOf(computed);
  }

  /** Binds definitions with {@link GraphOptions#DEFAULT}. */
  public static FeatureGraph of(Collection<FeatureDefinition> definitions) {
    return of(definitions, GraphOptions.DEFAULT);
  }

  /**
   * Binds definitions. An external definition is replaced by a non-external one with the same key.
   *
   * @throws SpecException with every problem of every definition: invalid or duplicate keys,
   *     clashes of table, class and struct names, cycles, missing dependencies, unknown fields,
   *     mappings that match nothing, invalid renames and selects, unknown id columns, reserved
   *     column names
   */
  public static FeatureGraph of(Collection<FeatureDefinition> definitions, GraphOptions options) {
    return of(definitions, options, options.tablePrefix());
  }

  private static FeatureGraph of(
      Collection<FeatureDefinition> definitions, GraphOptions options, String originalTablePrefix) {
    List<Problem> problems = new ArrayList<>();
    Declared declared = Declared.of(definitions, options, problems);
    GraphRules.ALL.forEach(rule -> rule.check(declared, problems));
    if (!problems.isEmpty()) {
      throw new SpecException("build the feature graph", problems);
    }
    return new FeatureGraph(options, originalTablePrefix, new GraphBinder(declared).bind());
  }

  /** The options of the graph. */
  public GraphOptions options() {
    return options;
  }

  /** The prefix of inferred table names before {@link #withTablePrefix} replaced it. */
  public String originalTablePrefix() {
    return originalTablePrefix;
  }

  /**
   * All features, upstreams before the features that depend on them, otherwise in the order of
   * keys.
   */
  public List<FeaturePlan> plans() {
    return List.copyOf(plans.values());
  }

  /**
   * The plan of a feature.
   *
   * @throws IllegalArgumentException if the graph has no such feature
   */
  public FeaturePlan plan(FeatureKey key) {
    FeaturePlan plan = plans.get(key);
    if (plan == null) {
      throw new IllegalArgumentException(
          "Cannot find feature "
              + key
              + " in the graph (must be one of "
              + plans.keySet()
              + "); add its definition to the graph");
    }
    return plan;
  }

  /**
   * The version of a project, which changes with any of its definitions; {@code empty} if it has no
   * features.
   */
  public String projectVersion(String project) {
    return projectVersions.getOrDefault(project, Versions.EMPTY_PROJECT);
  }

  /** A copy in which the given definitions replace those with the same keys. */
  public FeatureGraph with(FeatureDefinition... changed) {
    Map<FeatureKey, FeatureDefinition> all = new LinkedHashMap<>();
    plans.forEach((key, plan) -> all.put(key, plan.definition()));
    for (FeatureDefinition definition : changed) {
      all.put(definition.key(), definition);
    }
    return of(all.values(), options, originalTablePrefix);
  }

  /**
   * A copy whose inferred table names start with another prefix. Tables that a spec names keep
   * their names. Versions do not depend on it.
   *
   * @throws SpecException if two features would have the same table
   */
  public FeatureGraph withTablePrefix(String prefix) {
    return of(
        plans.values().stream().map(plan -> prefixed(plan, prefix)).toList(),
        options.withTablePrefix(prefix),
        originalTablePrefix);
  }

  /** Generated code names every table, so that the name shows whether it is inferred. */
  private FeatureDefinition prefixed(FeaturePlan plan, String prefix) {
    FeatureDefinition definition = plan.definition();
    String inferred = options.tablePrefix() + plan.key().tableName();
    return options.inferTableNames() && plan.tableName().equals(inferred)
        ? definition.withSpec(definition.spec().withTable(prefix + plan.key().tableName()))
        : definition;
  }

  /** The text of every plan. */
  @Override
  public String toString() {
    return plans.values().stream().map(FeaturePlan::toString).collect(Collectors.joining("\n"));
  }
}
