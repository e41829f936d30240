package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldDep;
import io.metaxy.jooq.spec.FieldDeps;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Map;

/** Rules for the dependencies of fields ({@code docs/semantics.md} 2). */
final class FieldRules {

  private FieldRules() {}

  static void listedFieldsExist(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Map<FeatureKey, FeatureSpec> upstreams = declared.upstreams(feature.spec());
      for (FieldSpec field : feature.spec().fields()) {
        if (field.deps() instanceof FieldDeps.Listed listed) {
          for (FieldDep dep : listed.deps()) {
            if (declared.features().containsKey(dep.feature())) {
              listed(feature, field, dep, upstreams, problems);
            } else {
              add(
                  problems,
                  "unknown-feature",
                  feature,
                  field.key(),
                  "Cannot depend on "
                      + dep.feature()
                      + ", which is not a feature (must be one of "
                      + upstreams.keySet()
                      + "); correct the key");
            }
          }
        }
      }
    }
  }

  private static void listed(
      FeatureDefinition feature,
      FieldSpec field,
      FieldDep dep,
      Map<FeatureKey, FeatureSpec> upstreams,
      List<Problem> problems) {
    if (feature.spec().deps().stream().noneMatch(d -> d.feature().equals(dep.feature()))) {
      add(
          problems,
          "not-a-dependency",
          feature,
          field.key(),
          "Cannot depend on "
              + dep.feature()
              + ", which is not a dependency of the feature; add .dependsOn(\""
              + dep.feature()
              + "\") to the spec");
      return;
    }
    FeatureSpec upstream = upstreams.get(dep.feature());
    List<FieldKey> wanted = dep.fields();
    if (upstream == null || wanted == null) {
      return;
    }
    List<FieldKey> known = upstream.fields().stream().map(FieldSpec::key).toList();
    for (FieldKey key : wanted) {
      if (!known.contains(key)) {
        add(
            problems,
            "unknown-field",
            feature,
            field.key(),
            "Cannot find field "
                + key
                + " of "
                + dep.feature()
                + " (must be one of "
                + known
                + "); correct the name");
      }
    }
  }

  static void mappingsMatch(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Map<FeatureKey, FeatureSpec> upstreams = declared.upstreams(feature.spec());
      boolean complete = upstreams.size() == feature.spec().deps().size();
      for (FieldSpec field : feature.spec().fields()) {
        if (complete
            && !feature.spec().isRoot()
            && field.deps() instanceof FieldDeps.Mapped
            && FieldDependencies.of(feature.spec(), field, upstreams).isEmpty()) {
          add(
              problems,
              "mapping-matches-nothing",
              feature,
              field.key(),
              "Cannot find what the field depends on: no fields mapping of "
                  + upstreams.keySet()
                  + " matches it; change a mapping or name its fields with .from(...)");
        }
      }
    }
  }

  static void givenVersionsFit(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Map<FieldKey, String> given = feature.fieldVersions();
      List<FieldKey> fields = feature.spec().fields().stream().map(FieldSpec::key).toList();
      for (FieldKey key : given == null ? List.<FieldKey>of() : given.keySet()) {
        if (!fields.contains(key)) {
          add(
              problems,
              "unknown-field",
              feature,
              key,
              "Cannot set a version for a field that the feature does not have (must be one of "
                  + fields
                  + "); correct the name");
        }
      }
    }
  }

  private static void add(
      List<Problem> problems,
      String code,
      FeatureDefinition feature,
      FieldKey field,
      String sentence) {
    problems.add(new Problem(code, feature.key().toString(), "field " + field, sentence));
  }
}
