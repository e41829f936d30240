package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs tests that do not depend on the engine, and that are long, on the fastest kind of every
 * database; in the profile {@code exhaustive}, on the other kinds.
 */
@Tag("engines")
@ParameterizedClass(name = "{0}")
@MethodSource("fixtures")
public abstract class OnFastestKinds extends Conformance {

  @Parameter public DatabaseFixture fixture;

  public OnFastestKinds(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  public static Stream<DatabaseFixture> fixtures() {
    boolean rest = Boolean.getBoolean("engines.rest");
    List<DatabaseFixture> fastest = Fixtures.quickest();
    return Fixtures.every().stream().filter(fixture -> rest != fastest.contains(fixture));
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }
}
