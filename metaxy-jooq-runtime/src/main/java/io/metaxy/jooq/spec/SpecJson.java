package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a spec as JSON, in exactly the form of the Python original ({@code
 * docs/semantics.md} 3): every key present, keys in text form, absent values {@code null}, in the
 * text form of Python's {@code json.dumps(x, sort_keys=True)}. The SHA-256 of the text is the spec
 * version.
 */
public final class SpecJson {

  /** The Python original's marker for "every field of every upstream". */
  public static final String ALL = "__METAXY_ALL_DEP__";

  private static final Set<String> SPEC =
      Set.of("key", "id_columns", "deps", "fields", "metadata", "description");
  private static final Set<String> DEP =
      Set.of(
          "feature",
          "select",
          "rename",
          "fields_mapping",
          "sql_filters",
          "filters",
          "lineage",
          "optional");
  private static final Set<String> FIELD = Set.of("key", "code_version", "deps");

  private SpecJson() {}

  /** The text that is hashed into the spec version. */
  public static String write(FeatureSpec spec) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", spec.key().toString());
    json.put("id_columns", spec.idColumns());
    json.put("deps", spec.deps().stream().map(SpecJson::dep).toList());
    json.put("fields", spec.fields().stream().map(SpecJson::field).toList());
    json.put("metadata", spec.metadata());
    json.put("description", spec.description());
    return JsonText.write(json);
  }

  /**
   * Reads a spec as a user may write it: {@code filters} is accepted for {@code sql_filters},
   * absent properties have their defaults, keys may be lists of parts, a field or a dependency may
   * be given by its key alone.
   *
   * @param text the JSON text
   * @param source what problems name if the text has no key, such as a file name
   * @throws SpecException with all problems of the text
   */
  public static FeatureSpec read(String text, String source) {
    Object json;
    try {
      json = JsonText.parse(text);
    } catch (JsonException e) {
      String sentence =
          "Cannot read a spec that is not JSON: " + e.getMessage() + "; correct the text";
      throw new SpecException(
          "read " + source, List.of(new Problem("unreadable", source, "", sentence)));
    }
    return read(json, source);
  }

  /**
   * Reads a spec from a parsed JSON value: a Map with String keys.
   *
   * @throws SpecException with all problems of the value
   */
  public static FeatureSpec read(@Nullable Object json, String source) {
    List<Problem> problems = new ArrayList<>();
    if (!(json instanceof Map<?, ?> object)) {
      String sentence = "Invalid spec: " + JsonText.write(json) + " (must be a JSON object)";
      throw new SpecException(
          "read " + source, List.of(new Problem("unreadable", source, "", sentence)));
    }
    String name = object.get("key") instanceof String key ? key : source;
    FeatureSpec spec = spec(new JsonReader(object, name, "", problems));
    if (!problems.isEmpty()) {
      throw new SpecException("read " + source, problems);
    }
    return spec;
  }

  private static FeatureSpec spec(JsonReader in) {
    in.allow(SPEC);
    if (!in.has("key")) {
      in.problem("Cannot read a spec without its key; add the property \"key\"");
    }
    List<FieldSpec> fields = in.list("fields", e -> field(in, e));
    return new FeatureSpec(
        new FeatureKey(in.has("key") ? in.key(in.value("key"), "key") : List.of("")),
        in.list("id_columns", e -> in.asString(e, "id_columns")),
        in.list("deps", e -> dep(in, e)),
        in.has("fields") ? fields : List.of(FieldSpec.of(FieldKey.DEFAULT)),
        in.map("metadata"),
        in.optionalString("description"),
        null);
  }

  private static FeatureDep dep(JsonReader spec, @Nullable Object json) {
    if (json instanceof String || json instanceof List<?>) {
      return FeatureDep.on(new FeatureKey(spec.key(json, "feature")));
    }
    String feature = json instanceof Map<?, ?> map ? String.valueOf(map.get("feature")) : "?";
    JsonReader at = spec.element(json, "dependency on " + feature, DEP);
    Map<String, String> rename = new LinkedHashMap<>();
    at.map("rename").forEach((column, name) -> rename.put(column, at.asString(name, "rename")));
    return new FeatureDep(
        new FeatureKey(at.key(at.value("feature"), "feature")),
        at.optionalStrings("select"),
        at.has("rename") ? rename : null,
        mapping(at.object("fields_mapping", Set.of("mapping"))),
        at.optionalStrings(at.has("sql_filters") ? "sql_filters" : "filters"),
        lineage(at.object("lineage", Set.of("relationship"))),
        at.bool("optional", false));
  }

  private static FieldsMapping mapping(JsonReader in) {
    JsonReader mapping =
        in.object("mapping", Set.of("type", "match_suffix", "exclude_fields", "mapping"));
    String type = mapping.string("type", "default");
    return switch (type) {
      case "default" ->
          new FieldsMapping.Default(
              mapping.bool("match_suffix", false),
              mapping.list("exclude_fields", e -> new FieldKey(mapping.key(e, "exclude_fields"))));
      case "specific" -> specific(mapping.map("mapping"), mapping);
      case "all" -> FieldsMapping.all();
      case "none" -> FieldsMapping.none();
      default -> {
        in.problem("Invalid fields mapping: " + type + " (must be default, specific, all or none)");
        yield FieldsMapping.byName();
      }
    };
  }

  private static FieldsMapping specific(Map<String, @Nullable Object> targets, JsonReader in) {
    Map<FieldKey, Set<FieldKey>> all = new LinkedHashMap<>();
    for (String field : targets.keySet()) {
      JsonReader target = in.element(targets, "mapping of " + field, targets.keySet());
      List<FieldKey> upstream =
          target.list(field, e -> new FieldKey(target.key(e, "an upstream field")));
      all.put(FieldKey.of(field), new LinkedHashSet<>(upstream));
    }
    return new FieldsMapping.Specific(all);
  }

  private static Lineage lineage(JsonReader in) {
    JsonReader relationship =
        in.object("relationship", Set.of("type", "on", "id_generation_pattern"));
    String type = relationship.string("type", "1:1");
    return switch (type) {
      case "1:1" -> Lineage.identity();
      case "N:1" -> new Lineage.Aggregation(relationship.optionalStrings("on"));
      case "1:N" ->
          new Lineage.Expansion(
              relationship.list("on", e -> relationship.asString(e, "on")),
              relationship.optionalString("id_generation_pattern"));
      default -> {
        in.problem("Invalid lineage: " + type + " (must be 1:1, N:1 or 1:N)");
        yield Lineage.identity();
      }
    };
  }

  private static FieldSpec field(JsonReader spec, @Nullable Object json) {
    if (json instanceof String || json instanceof List<?>) {
      return FieldSpec.of(new FieldKey(spec.key(json, "field")));
    }
    String name = json instanceof Map<?, ?> map ? String.valueOf(map.get("key")) : "?";
    JsonReader in = spec.element(json, "field " + name, FIELD);
    FieldKey key = in.has("key") ? new FieldKey(in.key(in.value("key"), "key")) : FieldKey.DEFAULT;
    return new FieldSpec(
        key, in.string("code_version", FieldSpec.INITIAL_CODE_VERSION), fieldDeps(in));
  }

  private static FieldDeps fieldDeps(JsonReader in) {
    if (ALL.equals(in.value("deps"))) {
      return new FieldDeps.All();
    }
    List<FieldDep> deps =
        in.list(
            "deps",
            e -> {
              JsonReader dep = in.element(e, "from", Set.of("feature", "fields"));
              boolean all = !dep.has("fields") || ALL.equals(dep.value("fields"));
              return new FieldDep(
                  new FeatureKey(dep.key(dep.value("feature"), "feature")),
                  all ? null : dep.list("fields", f -> new FieldKey(dep.key(f, "fields"))));
            });
    return deps.isEmpty() ? new FieldDeps.Mapped() : new FieldDeps.Listed(deps);
  }

  private static Map<String, @Nullable Object> dep(FeatureDep dep) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("feature", dep.feature().toString());
    json.put("select", dep.select());
    json.put("rename", dep.rename());
    json.put("fields_mapping", Map.of("mapping", mapping(dep.fieldsMapping())));
    json.put("sql_filters", dep.sqlFilters());
    json.put("lineage", Map.of("relationship", lineage(dep.lineage())));
    json.put("optional", dep.optional());
    return json;
  }

  private static Map<String, @Nullable Object> mapping(FieldsMapping mapping) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (mapping instanceof FieldsMapping.Default byName) {
      json.put("type", "default");
      json.put("match_suffix", byName.matchSuffix());
      json.put("exclude_fields", byName.excludeFields().stream().map(FieldKey::toString).toList());
    } else if (mapping instanceof FieldsMapping.Specific specific) {
      Map<String, Object> targets = new LinkedHashMap<>();
      specific
          .mapping()
          .forEach(
              (field, upstream) ->
                  targets.put(
                      field.toString(),
                      upstream.stream()
                          .sorted(Comparator.naturalOrder())
                          .map(FieldKey::parts)
                          .toList()));
      json.put("type", "specific");
      json.put("mapping", targets);
    } else {
      json.put("type", mapping instanceof FieldsMapping.All ? "all" : "none");
    }
    return json;
  }

  private static Map<String, @Nullable Object> lineage(Lineage lineage) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (lineage instanceof Lineage.Aggregation aggregation) {
      json.put("type", "N:1");
      json.put("on", aggregation.on());
    } else if (lineage instanceof Lineage.Expansion expansion) {
      json.put("type", "1:N");
      json.put("on", expansion.on());
      json.put("id_generation_pattern", expansion.idGenerationPattern());
    } else {
      json.put("type", "1:1");
    }
    return json;
  }

  private static Map<String, @Nullable Object> field(FieldSpec field) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", field.key().toString());
    json.put("code_version", field.codeVersion());
    if (field.deps() instanceof FieldDeps.Listed listed) {
      json.put("deps", listed.deps().stream().map(SpecJson::fieldDep).toList());
    } else {
      json.put("deps", field.deps() instanceof FieldDeps.All ? ALL : List.of());
    }
    return json;
  }

  private static Map<String, Object> fieldDep(FieldDep dep) {
    List<FieldKey> fields = dep.fields();
    return Map.of(
        "feature",
        dep.feature().toString(),
        "fields",
        fields == null ? ALL : fields.stream().map(FieldKey::toString).toList());
  }
}
