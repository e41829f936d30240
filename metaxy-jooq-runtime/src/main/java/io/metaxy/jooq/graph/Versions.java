package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The definition-level versions ({@code docs/semantics.md} 3): pure functions from bound fields to
 * hashes.
 *
 * <p>H(a, b, …) is the lowercase hex of the SHA-256 of the UTF-8 bytes of a, b, … without
 * separators, cut to the truncation length n. Then, byte for byte:
 *
 * <pre>
 * field version       H("feature.field", code version, version of each parent field by "feature.field")
 * feature version     H(field key, field version, … for the fields by key text)
 * code version        H(field key, code version, … for the fields by key text)
 * spec version        H(spec as JSON)
 * definition version  H(spec version, schema as JSON)
 * project version     H(feature key, definition version, … for the features by key parts), or "empty"
 * </pre>
 *
 * All "by" orders are code point order; keys are ASCII, so {@link String#compareTo} suffices.
 */
final class Versions {

  /** The version of a project without features. */
  static final String EMPTY_PROJECT = "empty";

  private final int length;

  Versions(int length) {
    this.length = length;
  }

  FeatureVersions of(
      FeatureDefinition definition,
      List<FieldPlan> fields,
      Map<FeatureKey, FeatureVersions> upstream) {
    Map<FieldKey, String> byField = new LinkedHashMap<>();
    for (FieldPlan field : fields) {
      byField.put(field.key(), fieldVersion(definition, field, upstream));
    }
    List<FieldPlan> sorted =
        fields.stream().sorted(Comparator.comparing(f -> f.key().toString())).toList();
    List<String> made = new ArrayList<>();
    List<String> code = new ArrayList<>();
    for (FieldPlan field : sorted) {
      made.addAll(List.of(field.key().toString(), byField.getOrDefault(field.key(), "")));
      code.addAll(List.of(field.key().toString(), field.codeVersion()));
    }
    String spec = hash(List.of(SpecJson.write(definition.spec())));
    String schema = SchemaJson.text(definition.schema());
    return new FeatureVersions(byField, hash(made), hash(code), spec, hash(List.of(spec, schema)));
  }

  private String fieldVersion(
      FeatureDefinition definition, FieldPlan field, Map<FeatureKey, FeatureVersions> upstream) {
    Map<FieldKey, String> given = definition.fieldVersions();
    if (given != null && given.containsKey(field.key())) {
      return given.getOrDefault(field.key(), "");
    }
    List<String> parts = new ArrayList<>();
    parts.add(new ParentField(definition.key(), field.key()).toString());
    parts.add(field.codeVersion());
    for (ParentField parent : field.parents()) {
      FeatureVersions versions = upstream.get(parent.feature());
      parts.add(versions == null ? "" : versions.byField().getOrDefault(parent.field(), ""));
    }
    return hash(parts);
  }

  String project(Collection<FeaturePlan> features) {
    List<String> parts = new ArrayList<>();
    features.stream()
        .sorted(Comparator.comparing(FeaturePlan::key))
        .forEach(f -> parts.addAll(List.of(f.key().toString(), f.versions().definition())));
    return hash(parts);
  }

  private String hash(List<String> parts) {
    TextHasher sha256 = HashAlgorithm.SHA256.hasher(length);
    parts.forEach(sha256::add);
    return sha256.finish();
  }
}
