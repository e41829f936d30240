package io.metaxy.jooq.cli;

import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.graph.ParentField;
import io.metaxy.jooq.migration.script.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Features as JSON, with the keys of the Python original. */
final class FeatureJson {

  private FeatureJson() {}

  /** Some features, in this order. */
  static String list(List<FeaturePlan> features) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("feature_count", features.size());
    all.put("features", features.stream().map(FeatureJson::listed).toList());
    return Json.write(all);
  }

  private static Map<String, @Nullable Object> listed(FeaturePlan feature) {
    Map<String, @Nullable Object> all = head(feature);
    all.put("is_root", feature.spec().isRoot());
    all.put("field_count", feature.fields().size());
    all.put("fields", feature.fields().stream().map(field -> field(feature, field)).toList());
    return all;
  }

  private static Map<String, @Nullable Object> head(FeaturePlan feature) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("key", feature.key().toString());
    all.put("version", feature.versions().feature());
    all.put("project", feature.definition().project());
    all.put("source", feature.definition().featureClass());
    all.put("is_external", feature.definition().external());
    return all;
  }

  private static Map<String, Object> field(FeaturePlan feature, FieldPlan field) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("key", field.key().toString());
    all.put("code_version", field.codeVersion());
    all.put("version", GraphShape.version(feature, field));
    return all;
  }

  /** Some features, in this order; a single one without the list. */
  static String describe(List<FeaturePlan> features) {
    if (features.size() == 1) {
      return Json.write(described(features.get(0)));
    }
    return Json.write(Map.of("features", features.stream().map(FeatureJson::described).toList()));
  }

  private static Map<String, @Nullable Object> described(FeaturePlan feature) {
    Map<String, @Nullable Object> all = head(feature);
    all.put("description", feature.spec().description());
    all.put("table", feature.tableName());
    all.put("id_columns", feature.idColumns());
    List<Map<String, Object>> fields = new ArrayList<>();
    for (FieldPlan field : feature.fields()) {
      Map<String, Object> each = field(feature, field);
      if (!field.parents().isEmpty()) {
        each.put("deps", parents(field));
      }
      fields.add(each);
    }
    all.put("fields", fields);
    all.put("dependencies", feature.deps().stream().map(FeatureJson::dependency).toList());
    return all;
  }

  private static List<Map<String, Object>> parents(FieldPlan field) {
    Map<String, List<String>> byFeature =
        field.parents().stream()
            .collect(
                Collectors.groupingBy(
                    (ParentField parent) -> parent.feature().toString(),
                    LinkedHashMap::new,
                    Collectors.mapping(parent -> parent.field().toString(), Collectors.toList())));
    List<Map<String, Object>> all = new ArrayList<>();
    byFeature.forEach((feature, fields) -> all.add(Map.of("feature", feature, "fields", fields)));
    return all;
  }

  private static Map<String, Object> dependency(DepPlan dep) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("feature", dep.upstream().key().toString());
    if (dep.optional()) {
      all.put("optional", true);
    }
    return all;
  }

  /** The size and the ends of a graph, or of the features of one project in it. */
  static String graph(FeatureGraph graph, GraphShape shape, Optional<String> project) {
    Map<String, Object> all = new LinkedHashMap<>();
    List<Map<String, Object>> projects = new ArrayList<>();
    shape
        .projects()
        .forEach(
            (name, count) ->
                projects.add(
                    Map.of(
                        "project",
                        name,
                        "version",
                        graph.projectVersion(name),
                        "feature_count",
                        count)));
    all.put("projects", projects);
    all.put("feature_count", graph.plans().size());
    if (project.isPresent()) {
      all.put("filter_project", project.get());
      all.put("filtered_features", shape.features());
    }
    all.put("depth", shape.depth());
    all.put("root_features", shape.roots());
    all.put("leaf_features", shape.leaves());
    return Json.write(all);
  }
}
