package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;

/** Connections that a server closes while they are in use. */
@Isolated("ends the connections of others")
abstract class ServerLost extends Conformance {

  private static final String ROLLED_BACK =
      "; its transaction was rolled back: reconnect and retry";

  @Parameter Engine engine;

  ServerLost() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  /** Returns n if the server has not sent all of 2^n rows when the first is read. */
  abstract int doublings();

  private int rows() {
    return 1 << doublings();
  }

  /** Closes the other connections to the test's database; returns their number. */
  abstract int endOthers();

  /** Returns what the database says of a connection that was closed while it was read from. */
  abstract String ended();

  /** Returns what the database says of a connection that was closed before a write. */
  abstract String endedBeforeWriting();

  @Override
  public MetadataStore storeOf(DSLContext of, FeatureGraph features) {
    return MetadataStore.of(of, features).withEngine(engine).withChunkRows(1_000);
  }

  @BeforeEach
  void manyShots() {
    store.write(SHOT, List.of(shot(0, "p", "s")));
    for (int rows = 1; rows < rows(); rows *= 2) {
      Field<Integer> take = SHOT.TAKE.plus(rows);
      dsl.insertInto(SHOT, SHOT.fields())
          .select(
              DSL.select(Stream.of(SHOT.fields()).map(f -> f.equals(SHOT.TAKE) ? take : f).toList())
                  .from(SHOT))
          .execute();
    }
  }

  final void end() {
    assertEquals(1, endOthers(), "connections that are in use");
  }

  /** Removes the number of the connection, which MariaDB's driver adds. */
  private static String withoutNumber(String message) {
    return message.replaceFirst("\\(conn=\\d+\\) ", "");
  }

  @Test
  void aComputationHasNoConnectionToLoseWhileItComputes() {
    AtomicInteger computed = new AtomicInteger();
    long written =
        store
            .resolve(SHOT_GRADE)
            .pending(
                sample -> {
                  if (computed.incrementAndGet() == 10) {
                    assertEquals(0, endOthers(), "connections that are in use");
                  }
                  return Shots.grade(sample);
                });
    assertEquals(rows(), written);
  }

  /** Closes the connections in use when some samples were read. */
  private final class Ending implements ExecuteListener {
    private static final long serialVersionUID = 1L;
    private int read;

    @Override
    public void recordEnd(ExecuteContext ctx) {
      if (++read == 100) {
        ServerLost.this.end();
      }
    }
  }

  @Test
  void aComputationKeepsWhatItHadReadWhenItCanReadNoMore() {
    Configuration ending = dsl.configuration().derive(new Ending());
    AtomicInteger computed = new AtomicInteger();
    String says =
        refused(
            StoreException.class,
            () ->
                storeOf(DSL.using(ending), Features.GRAPH)
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          computed.incrementAndGet();
                          return Shots.grade(sample);
                        }));
    assertTrue(computed.get() >= 100, "read before");
    assertEquals(
        "Cannot resolve shot/grade: the database says: "
            + ended()
            + ROLLED_BACK
            + "; "
            + computed
            + " samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures()",
        withoutNumber(says));
    assertEquals(computed.get(), dsl.fetchCount(SHOT_GRADE));
    assertEquals(rows() - computed.get(), store.resolve(SHOT_GRADE).pending(Shots::grade));
  }

  @Test
  void aStreamEndsInOneSentenceAndClosesWithItsIncrement() {
    try (Increment<?> increment = store.resolve(SHOT_GRADE);
        Stream<?> samples = increment.newSamples().stream()) {
      AtomicInteger seen = new AtomicInteger();
      assertEquals(
          "Cannot resolve shot/grade: the database says: " + ended() + ROLLED_BACK,
          withoutNumber(
              refused(
                  StoreException.class,
                  () ->
                      samples.forEach(
                          sample -> {
                            if (seen.incrementAndGet() == 10) {
                              end();
                            }
                          }))));
    }
    assertEquals(rows(), store.resolve(SHOT_GRADE).counts().newSamples());
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
          assertEquals(
              "Cannot write shot: the database says: " + endedBeforeWriting() + ROLLED_BACK,
              withoutNumber(failure.getMessage()));
        });
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
    assertEquals(rows(), dsl.fetchCount(SHOT));
  }
}
