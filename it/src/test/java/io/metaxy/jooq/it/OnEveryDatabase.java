package io.metaxy.jooq.it;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.table.FeatureTable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of what no engine has a part in, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
abstract class OnEveryDatabase extends Conformance {

  @Parameter Database kind;

  OnEveryDatabase(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  @Override
  Database kind() {
    return kind;
  }
}
