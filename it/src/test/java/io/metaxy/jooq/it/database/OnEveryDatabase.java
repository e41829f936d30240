package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.table.FeatureTable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of what no engine has a part in, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
public abstract class OnEveryDatabase extends Conformance {

  @Parameter public Database kind;

  public OnEveryDatabase(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  @Override
  public Database kind() {
    return kind;
  }
}
