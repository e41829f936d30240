package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.table.FeatureTable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that do not depend on the engine, on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource(Fixtures.EVERY)
public abstract class OnEveryDatabase extends Conformance {

  @Parameter public DatabaseFixture fixture;

  public OnEveryDatabase(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }
}
