package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import java.util.ArrayList;
import java.util.List;

/** Generated tables taken together. */
public final class FeatureTables {

  private FeatureTables() {}

  /**
   * The graph of the features that the tables hold.
   *
   * @throws IllegalStateException when a table was made by a generator that this runtime does not
   *     work with
   */
  public static FeatureGraph graph(GraphOptions options, FeatureTable<?>... tables) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (FeatureTable<?> table : tables) {
      definitions.add(definition(table));
    }
    return FeatureGraph.of(definitions, options);
  }

  private static FeatureDefinition definition(FeatureTable<?> table) {
    FeatureData data = table.featureData();
    if (!data.generatorVersion().equals(FeatureData.GENERATOR_VERSION)) {
      throw new IllegalStateException(
          "Cannot use the generated table "
              + table.getClass().getName()
              + ": generator "
              + data.generatorVersion()
              + " made it, and this runtime works with "
              + FeatureData.GENERATOR_VERSION
              + "; generate the code again with the metaxy-jooq-codegen of the runtime's version");
    }
    FeatureSpec spec = SpecJson.read(data.spec(), data.key());
    return FeatureDefinition.recorded(
        spec.withTable(table.getName()),
        SchemaJson.parse(data.schema(), data.key()),
        data.project(),
        data.featureClass());
  }
}
