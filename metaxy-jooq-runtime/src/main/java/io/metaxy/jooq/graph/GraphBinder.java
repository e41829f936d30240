package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns valid declared features into plans. */
final class GraphBinder {

  private final Declared declared;
  private final Versions versions;
  private final Map<FeatureKey, FeaturePlan> plans = new LinkedHashMap<>();

  GraphBinder(Declared declared) {
    this.declared = declared;
    this.versions = new Versions(declared.options().hashTruncationLength());
  }

  Map<FeatureKey, FeaturePlan> bind() {
    declared.features().keySet().stream().sorted().forEach(this::plan);
    return plans;
  }

  /** Binds a feature after its upstreams, which keeps the map in topological order. */
  private FeaturePlan plan(FeatureKey key) {
    FeaturePlan known = plans.get(key);
    if (known != null) {
      return known;
    }
    FeatureDefinition definition = declared.get(key);
    FeatureSpec spec = definition.spec();
    List<DepPlan> deps = new ArrayList<>();
    Map<FeatureKey, FeatureVersions> upstreamVersions = new LinkedHashMap<>();
    for (FeatureDep dep : spec.deps()) {
      FeaturePlan upstream = plan(dep.feature());
      deps.add(dep(spec, dep, upstream));
      upstreamVersions.put(upstream.key(), upstream.versions());
    }
    List<FieldPlan> fields = new ArrayList<>();
    Map<FeatureKey, FeatureSpec> upstreams = declared.upstreams(spec);
    for (FieldSpec field : spec.fields()) {
      fields.add(
          new FieldPlan(
              field.key(), field.codeVersion(), FieldDependencies.of(spec, field, upstreams)));
    }
    FeaturePlan plan =
        new FeaturePlan(
            definition,
            declared.tableName(spec),
            deps,
            fields,
            Lineages.inputIdColumns(spec, deps.stream().map(DepPlan::inputIdColumns).toList()),
            versions.of(definition, fields, upstreamVersions));
    plans.put(key, plan);
    return plan;
  }

  private DepPlan dep(FeatureSpec feature, FeatureDep dep, FeaturePlan upstream) {
    List<String> input = Lineages.inputIdColumns(feature, dep, upstream.spec());
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> ids = upstream.idColumns();
    ids.forEach(id -> columns.put(dep.renamed(id), id));
    List<String> select = dep.select();
    for (ColumnSpec column : upstream.definition().columns()) {
      String name = dep.renamed(column.name());
      if (select == null || select.contains(name) || input.contains(name)) {
        columns.putIfAbsent(name, column.name());
      }
    }
    Map<String, String> renamed = new LinkedHashMap<>();
    upstream.definition().columns().forEach(c -> renamed.put(c.name(), dep.renamed(c.name())));
    ids.forEach(id -> renamed.put(id, dep.renamed(id)));
    return new DepPlan(
        upstream,
        dep.optional(),
        dep.lineage(),
        renamed,
        declared.filters().of(dep),
        columns,
        ids.stream().map(dep::renamed).toList(),
        input);
  }
}
