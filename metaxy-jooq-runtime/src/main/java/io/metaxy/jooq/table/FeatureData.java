package io.metaxy.jooq.table;

import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;
import java.util.List;

/**
 * The description of its feature that a generated table holds.
 *
 * @param generatorVersion the version of the generator that produced the code
 * @param key the feature's key
 * @param fields the keys of the feature's fields, in the order of the spec
 * @param spec the spec as JSON
 * @param schema the schema object as JSON
 * @param project the project that the feature belongs to
 * @param featureClass the class that declares the feature
 * @param settings the settings of the definition as JSON
 */
public record FeatureData(
    String generatorVersion,
    String key,
    List<String> fields,
    String spec,
    String schema,
    String project,
    String featureClass,
    String settings) {

  /** The version of generated code that this runtime supports. */
  public static final String GENERATOR_VERSION = "0.1";

  public FeatureData {
    fields = List.copyOf(fields);
  }

  /** The data of a definition without settings. */
  public FeatureData(
      String generatorVersion,
      String key,
      List<String> fields,
      String spec,
      String schema,
      String project,
      String featureClass) {
    this(generatorVersion, key, fields, spec, schema, project, featureClass, "{}");
  }

  /** The struct key of a field. */
  String structKey(String field) {
    if (!fields.contains(field)) {
      throw new IllegalArgumentException(
          "Cannot find field "
              + field
              + " of feature "
              + FeatureKey.of(key)
              + " (must be one of "
              + fields
              + ")");
    }
    return FieldKey.of(field).structKey();
  }
}
