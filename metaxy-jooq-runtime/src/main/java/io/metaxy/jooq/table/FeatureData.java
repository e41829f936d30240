package io.metaxy.jooq.table;

import java.util.List;

/**
 * What a generated table says of its feature; generated code holds this and no decisions.
 *
 * @param generatorVersion the version of the generator that made the code
 * @param key the feature's key
 * @param fields the keys of the feature's fields, in the order of the spec
 * @param spec the spec as JSON
 * @param schema the schema object as JSON
 * @param project the project that the feature belongs to
 * @param featureClass the class that declares the feature
 */
public record FeatureData(
    String generatorVersion,
    String key,
    List<String> fields,
    String spec,
    String schema,
    String project,
    String featureClass) {

  /** The version of generated code that this runtime works with. */
  public static final String GENERATOR_VERSION = "0.1";

  public FeatureData {
    fields = List.copyOf(fields);
  }
}
