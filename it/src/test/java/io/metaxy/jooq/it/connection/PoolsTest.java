package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.BoundedPool;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools with as many connections as there are pipelines, or fewer: no call needs two at once. */
class PoolsTest extends ByEveryEngine {

  private static final int PIPELINES = 4;

  PoolsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_FRAME, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  private MetadataStore storeOn(BoundedPool pool) {
    return storeOf(DSL.using(pool, fixture.dialect()), Features.GRAPH);
  }

  private static BoundedPool poolOf(DSLContext of, int size) {
    return new BoundedPool(of.configuration().connectionProvider(), size);
  }

  private static List<ShotRecord> shots(int count, String version) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, version + i, "s" + i)).toList();
  }

  private static List<ShotFrameRecord> frames(Sample<ShotFrameRecord> sample, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> sample.record().setFrame(i).setFile("f" + i))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void oneConnectionIsEnoughForEveryCall(int rows) {
    MetadataStore one = storeOn(poolOf(dsl, 1)).withChunkRows(30);
    one.write(SHOT, shots(rows, "p"));
    try (Increment<ShotGradeRecord> increment = one.resolve(SHOT_GRADE)) {
      assertEquals(rows, increment.counts().newSamples());
      assertEquals(rows, increment.newSamples().fetch().size());
      assertEquals(rows, increment.pending(Shots::grade));
      assertEquals(List.of(), increment.broken());
      assertEquals(List.of(), increment.orphaned().fetch());
    }
    assertEquals(2L * rows, one.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 2)));
    one.write(SHOT, shots(rows, "q"));
    assertEquals(rows, one.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 1)));
    assertEquals(rows, one.read(SHOT_FRAME).fetch().size());
    assertEquals(rows, one.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(rows, one.delete(SHOT_GRADE, DSL.trueCondition()));
    one.write(UTTERANCE, List.of(said("r", 1, "s", "1"), said("r", 2, "s", "1")));
    assertEquals(1, one.resolve(SPEAKER_SUMMARY).pending(Speech::summary));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PIPELINES})
  void pipelinesDoNotWaitForEachOther(int connections) throws Exception {
    store.write(SHOT, shots(40, "p"));
    BoundedPool pool = poolOf(dsl, connections);
    CyclicBarrier allCompute = new CyclicBarrier(PIPELINES);
    ExecutorService threads = Executors.newFixedThreadPool(PIPELINES);
    try {
      List<Future<Long>> written = new ArrayList<>();
      for (int i = 0; i < PIPELINES; i++) {
        MetadataStore own = storeOn(pool).withChunkRows(5);
        boolean[] met = {false};
        written.add(
            threads.submit(
                () ->
                    own.resolve(SHOT_GRADE)
                        .pending(
                            sample -> {
                              if (!met[0]) {
                                met[0] = true;
                                await(allCompute);
                              }
                              return Shots.grade(sample);
                            })));
      }
      for (Future<Long> each : written) {
        assertEquals(40, each.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(0, pool.inUse());
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The reason of a failure is searched for on the same connection. */
  @Test
  void oneConnectionIsEnoughForAFailure() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(SHOT, SHOT_GRADE, SHOT_NOTE_2);
      BoundedPool pool = poolOf(own.dsl(), 1);
      MetadataStore one = storeOn(pool);
      one.write(SHOT, shots(3, "p"));
      Increment<ShotGradeRecord> increment = one.resolve(SHOT_GRADE);
      assertEquals(3, increment.counts().newSamples());
      own.execute("drop table \"shot\"");
      String says = refused(StoreException.class, () -> increment.pending(Shots::grade));
      assertTrue(says.startsWith("Cannot find table shot of feature shot"), says);
      assertEquals(0, pool.inUse());
    }
  }
}
