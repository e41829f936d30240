package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.store.Increment;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that the server closes while they are in use. */
@Isolated("ends the connections of others")
@ParameterizedClass(name = "{0}")
@EnumSource
class PostgresServerLostTest extends Conformance {

  /** More rows than one fetch returns. */
  private static final int ROWS = 12_000;

  private static final String ENDED =
      "the database says: FATAL: terminating connection due to administrator command; its"
          + " transaction was rolled back: reconnect and retry";

  @Parameter Engine engine;

  PostgresServerLostTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  @Override
  public DatabaseFixture fixture() {
    return PostgresFixture.POSTGRESQL;
  }

  @Override
  public MetadataStore storeOf(DSLContext of, FeatureGraph features) {
    return MetadataStore.of(of, features).withEngine(engine).withChunkRows(1_000);
  }

  @BeforeEach
  void manyShots() {
    store.write(SHOT, IntStream.range(0, ROWS).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
  }

  /** Terminates the connections that are in a transaction. */
  private void end() {
    assertEquals(
        1,
        dsl.fetch(
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()"
                    + " and state = 'idle in transaction'")
            .size(),
        "connections that are read from");
  }

  @Test
  void aComputationKeepsWhatItHadFinishedWhenItCanReadNoMore() {
    AtomicInteger computed = new AtomicInteger();
    String says =
        refused(
            StoreException.class,
            () ->
                store
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          if (computed.incrementAndGet() == 2_500) {
                            end();
                          }
                          return Shots.grade(sample);
                        }));
    assertEquals(
        "Cannot resolve shot/grade: "
            + ENDED
            + "; "
            + computed
            + " samples before it are written: resolve again to continue from there",
        says);
    assertEquals(computed.get(), dsl.fetchCount(SHOT_GRADE));
    assertEquals(ROWS - computed.get(), store.resolve(SHOT_GRADE).pending(Shots::grade));
  }

  @Test
  void aStreamEndsInOneSentenceAndClosesWithItsIncrement() {
    try (Increment<?> increment = store.resolve(SHOT_GRADE);
        Stream<?> samples = increment.newSamples().stream()) {
      AtomicInteger seen = new AtomicInteger();
      assertEquals(
          "Cannot resolve shot/grade: " + ENDED,
          refused(
              StoreException.class,
              () ->
                  samples.forEach(
                      sample -> {
                        if (seen.incrementAndGet() == 10) {
                          end();
                        }
                      })));
    }
    assertEquals(ROWS, store.resolve(SHOT_GRADE).counts().newSamples());
  }

  /** The database fails to close if a connection was not returned. */
  @Test
  void everyStreamOfAnIncrementIsClosedThoughTheFirstFailsTo() {
    Increment<?> increment = store.resolve(SHOT_GRADE);
    assertTrue(increment.newSamples().stream().iterator().hasNext());
    end();
    assertTrue(increment.newSamples().stream().iterator().hasNext());
    assertThrows(DataAccessException.class, increment::close);
  }

  @Test
  void ofAWriteNothingIsThere() {
    dsl.connection(
        connection -> {
          DSLContext one = DSL.using(connection, fixture().dialect());
          MetadataStore lost = storeOf(one, Features.GRAPH);
          StoreException failure =
              assertThrows(
                  StoreException.class,
                  () ->
                      one.transaction(
                          trx -> {
                            lost.using(trx.dsl()).resolve(SHOT_GRADE).pending(Shots::grade);
                            end();
                            lost.using(trx.dsl()).write(SHOT, List.of(shot(-1, "p", "s")));
                          }));
          assertEquals("Cannot write shot: " + ENDED, failure.getMessage());
        });
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
    assertEquals(ROWS, dsl.fetchCount(SHOT));
  }
}
