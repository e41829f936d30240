package io.metaxy.jooq.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs tests of resolving on the fastest kind of every database with each engine that is not slow
 * there; in the profile {@code exhaustive}, on the other kinds and with the slow engines.
 */
@Tag("engines")
@ParameterizedClass(name = "{0} by {1}")
@MethodSource("fixtures")
public abstract class ByEveryEngine extends Conformance {

  @Parameter(0)
  public DatabaseFixture fixture;

  @Parameter(1)
  public Engine engine;

  public ByEveryEngine(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  public static Stream<Arguments> fixtures() {
    boolean rest = Boolean.getBoolean("engines.rest");
    List<DatabaseFixture> quickest = Fixtures.quickest();
    return Fixtures.every().stream()
        .flatMap(
            fixture ->
                fixture.engines().stream()
                    .filter(e -> rest != (quickest.contains(fixture) && !fixture.isSlow(e)))
                    .map(engine -> Arguments.of(fixture, engine)));
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }

  /** Returns whether this engine supports an algorithm here; the JVM supports all of them. */
  public boolean hashes(HashAlgorithm algorithm) {
    return engine == Engine.MERGE || fixture.hashes(algorithm);
  }

  /**
   * Asserts that a resolve of {@code shot/grade} with this engine fails if it does not support the
   * algorithm.
   */
  public void assertCannotHash(HashAlgorithm algorithm, Executable resolve) {
    assertEquals(
        "Cannot resolve shot/grade with the engine "
            + engine
            + ": the database cannot compute "
            + algorithm.text()
            + "; use the engine MERGE",
        refused(IllegalArgumentException.class, resolve));
  }

  @Override
  public MetadataStore storeOf(DSLContext of, FeatureGraph features) {
    return MetadataStore.of(of, features).withEngine(engine);
  }
}
