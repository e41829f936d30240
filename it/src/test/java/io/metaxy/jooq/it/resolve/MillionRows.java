package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_LEAF;
import static io.metaxy.jooq.it.bench.db.Tables.BENCH_SIMPLE_ROOT;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.bench.db.Features;
import io.metaxy.jooq.it.bench.db.tables.records.BenchSimpleLeafRecord;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.store.MetadataStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Resolves and writes a million rows in its own JVM, whose heap the test limits, and prints the
 * remaining counts.
 */
public final class MillionRows {

  private MillionRows() {}

  /**
   * Fills an empty database, then resolves and writes.
   *
   * @param args the name of the fixture, the URL of an empty database, and whether to use only one
   *     connection
   */
  public static void main(String[] args) throws Exception {
    DatabasePlace place = new DatabasePlace(args[1], () -> {});
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestDatabase database = new TestDatabase(Fixtures.named(args[0]), place)) {
      database.create(BENCH_SIMPLE_ROOT, BENCH_SIMPLE_LEAF);
      database.execute(rows(database.fixture()));
      if (Boolean.parseBoolean(args[2])) {
        database
            .dsl()
            .connection(c -> compute(DSL.using(c, database.fixture().dialect()), threads));
      } else {
        compute(database.dsl(), threads);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void compute(DSLContext dsl, ExecutorService threads) {
    MetadataStore store = MetadataStore.of(dsl, Features.GRAPH);
    try (Increment<BenchSimpleLeafRecord> increment = store.resolve(BENCH_SIMPLE_LEAF)) {
      long written =
          increment
              .computing()
              .parallel(threads, 8)
              .pending(
                  sample ->
                      sample.record().setPath(sample.from(BENCH_SIMPLE_ROOT).getPath() + "-x"))
              .rows();
      System.out.println(written + " written, then " + increment.counts());
    }
  }

  /** Generates a million rows of the root in the database. */
  private static String rows(DatabaseFixture fixture) {
    FeaturePlan plan = Features.GRAPH.plan(BENCH_SIMPLE_ROOT.featureKey());
    Map<String, String> texts = new TreeMap<>(Map.of("audio", "'a' || i", "frames", "'f' || i"));
    String byField = fixture.byField(texts);
    return "insert into \"bench__simple_root\" (\"sample_id\", \"path\","
        + " \"metaxy_provenance_by_field\", \"metaxy_provenance\","
        + " \"metaxy_data_version_by_field\", \"metaxy_data_version\","
        + " \"metaxy_feature_version\", \"metaxy_project_version\", \"metaxy_created_at\","
        + " \"metaxy_updated_at\") select i, '/data/' || i, "
        + byField
        + ", '00000000', "
        + byField
        + ", '00000000', '"
        + plan.versions().feature()
        + "', 'p', current_timestamp, current_timestamp from "
        + fixture.numbers(1_000_000);
  }
}
