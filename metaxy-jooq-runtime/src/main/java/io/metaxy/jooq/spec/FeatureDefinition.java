package io.metaxy.jooq.spec;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A feature as a project declares it: its spec, the columns of its table, and its origin.
 *
 * @param spec the spec
 * @param columns the user's columns in order, including the id columns; empty for an external
 *     feature whose columns are unknown; lists that the settings store as JSON are JSON
 * @param schema the JSON schema of the columns, which is hashed into the definition version ({@code
 *     docs/semantics.md} 3)
 * @param project the project that the feature belongs to
 * @param featureClass the name of the class that declares it, for information only
 * @param external whether another project owns it, so that only its definition is known
 * @param fieldVersions field versions of an external feature that replace the computed ones, or
 *     null
 * @param settings what else it declares, without influence on versions
 */
public record FeatureDefinition(
    FeatureSpec spec,
    List<ColumnSpec> columns,
    Map<String, @Nullable Object> schema,
    String project,
    String featureClass,
    boolean external,
    @Nullable Map<FieldKey, String> fieldVersions,
    FeatureSettings settings) {

  public FeatureDefinition {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(featureClass, "featureClass");
    Objects.requireNonNull(settings, "settings");
    columns = columns.stream().map(column -> stored(column, settings)).toList();
    schema = JsonText.copy(schema);
    fieldVersions =
        fieldVersions == null
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(fieldVersions));
  }

  /** A list that the settings store as JSON is a column of JSON. */
  private static ColumnSpec stored(ColumnSpec column, FeatureSettings settings) {
    return column.type() instanceof ListOf list && settings.column(column.name()).json()
        ? new ColumnSpec(column.name(), list.asJson(), column.nullable(), column.comment())
        : column;
  }

  /** A definition without settings. */
  public FeatureDefinition(
      FeatureSpec spec,
      List<ColumnSpec> columns,
      Map<String, @Nullable Object> schema,
      String project,
      String featureClass,
      boolean external,
      @Nullable Map<FieldKey, String> fieldVersions) {
    this(
        spec,
        columns,
        schema,
        project,
        featureClass,
        external,
        fieldVersions,
        FeatureSettings.NONE);
  }

  /**
   * A definition whose schema object is built from its columns, in the form of {@link SchemaJson}.
   */
  public static FeatureDefinition of(
      FeatureSpec spec, List<ColumnSpec> columns, String project, String featureClass) {
    String title = featureClass.substring(featureClass.lastIndexOf('.') + 1);
    return new FeatureDefinition(
        spec, columns, SchemaJson.write(columns, title), project, featureClass, false, null);
  }

  /**
   * A recorded definition, whose columns are read from its schema object.
   *
   * @throws SpecException if a property of the schema has no column type
   */
  public static FeatureDefinition recorded(
      FeatureSpec spec, Map<String, @Nullable Object> schema, String project, String featureClass) {
    List<ColumnSpec> columns = SchemaJson.read(spec.key().toString(), schema);
    return new FeatureDefinition(spec, columns, schema, project, featureClass, false, null);
  }

  /** The same definition as external, with the given field versions, or null to compute them. */
  public FeatureDefinition asExternal(@Nullable Map<FieldKey, String> versions) {
    return new FeatureDefinition(
        spec, columns, schema, project, featureClass, true, versions, settings);
  }

  /** The same feature with another spec. */
  public FeatureDefinition withSpec(FeatureSpec other) {
    return new FeatureDefinition(
        other, columns, schema, project, featureClass, external, fieldVersions, settings);
  }

  /** The same feature with other settings. */
  public FeatureDefinition withSettings(FeatureSettings others) {
    return new FeatureDefinition(
        spec, columns, schema, project, featureClass, external, fieldVersions, others);
  }

  /** The feature's key. */
  public FeatureKey key() {
    return spec.key();
  }
}
