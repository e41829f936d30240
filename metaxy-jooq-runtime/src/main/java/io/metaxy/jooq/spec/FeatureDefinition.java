package io.metaxy.jooq.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A feature as a project declares it: its spec, the columns of its table, where it comes from.
 *
 * @param spec the spec
 * @param columns the user's columns in order, id columns among them; empty when an external
 *     feature's are not known
 * @param schema the JSON schema of the columns, which is hashed into the definition version ({@code
 *     docs/semantics.md} 3)
 * @param project the project that the feature belongs to
 * @param featureClass the class that declares it, for the reader
 * @param external whether it is known by its definition only, because another project owns it
 * @param fieldVersions the given field versions of an external feature, which replace the computed
 *     ones; null is none
 */
public record FeatureDefinition(
    FeatureSpec spec,
    List<ColumnSpec> columns,
    Map<String, @Nullable Object> schema,
    String project,
    String featureClass,
    boolean external,
    @Nullable Map<FieldKey, String> fieldVersions) {

  public FeatureDefinition {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(featureClass, "featureClass");
    columns = List.copyOf(columns);
    schema = JsonText.copy(schema);
    fieldVersions =
        fieldVersions == null
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(fieldVersions));
  }

  /**
   * A definition whose schema object is made from its columns, in the form of {@link SchemaJson}.
   */
  public static FeatureDefinition of(
      FeatureSpec spec, List<ColumnSpec> columns, String project, String featureClass) {
    String title = featureClass.substring(featureClass.lastIndexOf('.') + 1);
    return new FeatureDefinition(
        spec, columns, SchemaJson.write(columns, title), project, featureClass, false, null);
  }

  /**
   * A definition as it was recorded, whose columns are read from the schema object.
   *
   * @throws SpecException when a property of the schema has no column type
   */
  public static FeatureDefinition recorded(
      FeatureSpec spec, Map<String, @Nullable Object> schema, String project, String featureClass) {
    List<ColumnSpec> columns = SchemaJson.read(spec.key().toString(), schema);
    return new FeatureDefinition(spec, columns, schema, project, featureClass, false, null);
  }

  /**
   * The same definition, known by its definition only; with given field versions, or null for none.
   */
  public FeatureDefinition asExternal(@Nullable Map<FieldKey, String> versions) {
    return new FeatureDefinition(spec, columns, schema, project, featureClass, true, versions);
  }

  /** The same feature, had its author written another spec. */
  public FeatureDefinition withSpec(FeatureSpec other) {
    return new FeatureDefinition(
        other, columns, schema, project, featureClass, external, fieldVersions);
  }

  /** The key of the spec. */
  public FeatureKey key() {
    return spec.key();
  }
}
