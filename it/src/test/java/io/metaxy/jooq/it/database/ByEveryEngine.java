package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of resolving, on every database by both engines. H2 plans a statement anew for each level
 * of its subqueries, in a file as in memory, so its own engine is tried in one of the two.
 */
@ParameterizedClass(name = "{0} by {1}")
@MethodSource("fixtures")
public abstract class ByEveryEngine extends Conformance {

  @Parameter(0)
  public Database kind;

  @Parameter(1)
  public Engine engine;

  public ByEveryEngine(FeatureGraph graph, FeatureTable<?>... tables) {
    super(graph, tables);
  }

  public static Stream<Arguments> fixtures() {
    return Arrays.stream(Database.values())
        .flatMap(kind -> engines(kind).map(engine -> Arguments.of(kind, engine)));
  }

  private static Stream<Engine> engines(Database kind) {
    return kind == Database.H2_FILE ? Stream.of(Engine.MERGE) : Arrays.stream(Engine.values());
  }

  @Override
  public Database kind() {
    return kind;
  }

  @Override
  public MetadataStore storeOf(DSLContext of, FeatureGraph features) {
    return MetadataStore.of(of, features).withEngine(engine);
  }
}
