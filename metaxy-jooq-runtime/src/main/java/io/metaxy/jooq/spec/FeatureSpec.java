package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a feature is: its key, the columns that identify a sample, the features it depends on, and
 * its fields ({@code docs/semantics.md} 2).
 *
 * <p>A spec is a plain value and may be invalid; {@code FeatureGraph.of} reports all problems of a
 * set of specs at once. Build one with {@link #of(String)}:
 *
 * <pre>{@code
 * FeatureSpec.of("video/transcript")
 *     .id("video_id")
 *     .dependsOn(Video.SPEC, dep -> dep.rename("path", "video_path").select("video_path"))
 *     .field("text", f -> f.codeVersion("2").from(Video.SPEC, "audio"))
 *     .build();
 * }</pre>
 *
 * @param key its name
 * @param idColumns the columns that identify a sample, in order, at least one
 * @param deps its dependencies; empty for a root feature
 * @param fields its fields, in order
 * @param metadata any JSON object: strings, booleans, numbers, lists, maps, nulls; does not affect
 *     the feature version
 * @param description a description for human readers, or null
 * @param table the name of its table, or null to infer it from the key; not part of the JSON,
 *     because the Python original has no equivalent
 */
public record FeatureSpec(
    FeatureKey key,
    List<String> idColumns,
    List<FeatureDep> deps,
    List<FieldSpec> fields,
    Map<String, @Nullable Object> metadata,
    @Nullable String description,
    @Nullable String table) {

  public FeatureSpec {
    Objects.requireNonNull(key, "key");
    idColumns = List.copyOf(idColumns);
    deps = List.copyOf(deps);
    fields = List.copyOf(fields);
    metadata = JsonText.copy(metadata);
  }

  /** Starts building the spec of a feature. */
  public static FeatureSpecBuilder of(String key) {
    return new FeatureSpecBuilder(FeatureKey.of(Objects.requireNonNull(key, "key")));
  }

  /** The same spec with an explicit table name, or null to infer it. */
  public FeatureSpec withTable(@Nullable String name) {
    return new FeatureSpec(key, idColumns, deps, fields, metadata, description, name);
  }

  /** Whether this feature depends on no other. */
  public boolean isRoot() {
    return deps.isEmpty();
  }
}
