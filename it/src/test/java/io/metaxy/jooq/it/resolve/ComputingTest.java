package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Computation;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Progress;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Computing pending samples and writing them in chunks. */
class ComputingTest extends ByEveryEngine {

  ComputingTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  @BeforeEach
  void fiveShots() {
    store.write(SHOT, IntStream.range(0, 5).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
    store = store.withChunkRows(2);
  }

  private List<Integer> written() {
    return dsl.select(SHOT_GRADE.TAKE)
        .from(SHOT_GRADE)
        .orderBy(SHOT_GRADE.TAKE)
        .fetch(SHOT_GRADE.TAKE);
  }

  private PendingResult compute(
      UnaryOperator<Computation<ShotGradeRecord>> how,
      Function<Sample<ShotGradeRecord>, ShotGradeRecord> function) {
    try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE)) {
      return how.apply(increment.computing()).pending(function);
    }
  }

  private static int take(Sample<ShotGradeRecord> sample) {
    return sample.record().getTake();
  }

  /** Fails at the sample with the given position. */
  private static Function<Sample<ShotGradeRecord>, ShotGradeRecord> failingAt(int place) {
    AtomicInteger computed = new AtomicInteger();
    return sample -> {
      if (computed.incrementAndGet() == place) {
        throw new IllegalStateException("no light");
      }
      return Shots.grade(sample);
    };
  }

  @Test
  void eachSampleIsComputedOnceAndStampedWithItsProvenance() {
    Map<Integer, Sample<ShotGradeRecord>> computed = new java.util.HashMap<>();
    long rows =
        store
            .withMaterializationId("run-7")
            .resolve(SHOT_GRADE)
            .pending(
                sample -> {
                  assertSame(null, computed.put(take(sample), sample));
                  return Shots.grade(sample).setMetaxyProvenanceByField(Map.of("raw", "forged"));
                });
    assertEquals(5, rows);
    List<ShotGradeRecord> grades = store.read(SHOT_GRADE).fetch();
    assertEquals(5, grades.size());
    for (ShotGradeRecord grade : grades) {
      Sample<ShotGradeRecord> sample = computed.get(grade.getTake());
      assertEquals(sample.provenanceByField(), grade.getMetaxyProvenanceByField());
      assertEquals(sample.provenance(), grade.getMetaxyProvenance());
      assertEquals("run-7", grade.getMetaxyMaterializationId());
      assertEquals("A", grade.getGrade());
    }
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
  }

  @Test
  void aChunkIsATransaction() {
    List<Integer> seen = new ArrayList<>();
    compute(how -> how.onProgress(p -> seen.add(dsl.fetchCount(SHOT_GRADE))), Shots::grade);
    assertEquals(List.of(2, 4, 5), seen);
    assertEquals(
        3, dsl.fetchCount(dsl.selectDistinct(SHOT_GRADE.METAXY_UPDATED_AT).from(SHOT_GRADE)));
  }

  @Test
  void aFailureKeepsWhatWasFinishedAndSaysWhereItWas() {
    List<Integer> failedAt = new ArrayList<>();
    ComputationException failure =
        assertThrows(
            ComputationException.class,
            () ->
                store
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          if (failedAt.size() == 3) {
                            failedAt.add(take(sample));
                            throw new IllegalStateException("no light");
                          }
                          failedAt.add(take(sample));
                          return Shots.grade(sample);
                        }));
    assertEquals(
        "Cannot compute the sample {shot_id="
            + ID
            + ", take="
            + failedAt.get(3)
            + "} of shot/grade: java.lang.IllegalStateException: no light; 3 samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures()",
        failure.getMessage());
    assertEquals("no light", failure.getCause().getMessage());
    assertEquals(failedAt.subList(0, 3).stream().sorted().toList(), written());
    assertEquals(2, store.resolve(SHOT_GRADE).pending(Shots::grade));
  }

  private MetadataStore fiveShotsWithoutF(TestDatabase own) throws SQLException {
    own.create(SHOT, SHOT_NOTE_2);
    String create = own.text(fixture.form(), Features.GRAPH.plan(SHOT_GRADE.featureKey())).create();
    own.execute(create.substring(0, create.length() - 1) + ", check (\"grade\" <> 'F'))");
    MetadataStore in = storeOf(own.dsl(), Features.GRAPH).withChunkRows(2);
    in.write(SHOT, IntStream.range(0, 5).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
    return in;
  }

  @Test
  void aSampleThatTheDatabaseRefusesLeavesNothingAndThoseBeforeItStay() throws Exception {
    try (TestDatabase own = fixture.open()) {
      MetadataStore in = fiveShotsWithoutF(own);
      AtomicInteger computed = new AtomicInteger();
      String says =
          refused(
              StoreException.class,
              () ->
                  in.resolve(SHOT_GRADE)
                      .pending(
                          s -> s.record().setGrade(computed.incrementAndGet() == 4 ? "F" : "A")));
      assertTrue(
          says.matches(
              "Cannot write row 1 of shot/grade \\(.*\\): the database says: .*; 3 samples are already written:"
                  + " correct the cause and resolve again, or continue after failures with"
                  + " skipFailures\\(\\)"),
          says);
      assertEquals(4, computed.get());
      assertEquals(3, own.dsl().fetchCount(SHOT_GRADE));
      assertEquals(2, in.resolve(SHOT_GRADE).pending(Shots::grade));
    }
  }

  @Test
  void failedSamplesArePassedOverAndReportedWhenAsked() {
    PendingResult result = compute(Computation::skipFailures, failingAt(2));
    assertEquals(4, result.samples());
    assertEquals(4, result.rows());
    assertEquals(1, result.failed());
    assertEquals(false, result.cancelled());
    assertEquals(1, result.failures().size());
    assertEquals("no light", result.failures().get(0).cause().getMessage());
    assertEquals(ID, result.failures().get(0).ids().get("shot_id"));
    assertEquals(
        result.failures().get(0).ids().get("take"),
        take(store.resolve(SHOT_GRADE).newSamples().fetch().get(0)));
  }

  @Test
  void anErrorIsNoFailedSample() {
    assertEquals(
        "out of light",
        assertThrows(
                LinkageError.class,
                () ->
                    compute(
                        Computation::skipFailures,
                        sample -> {
                          throw new LinkageError("out of light");
                        }))
            .getMessage());
    assertEquals(List.of(), written());
  }

  @Test
  void anErrorKeepsWhatWasFinished() {
    AtomicInteger computed = new AtomicInteger();
    assertThrows(
        LinkageError.class,
        () ->
            compute(
                how -> how,
                sample -> {
                  if (computed.incrementAndGet() == 4) {
                    throw new LinkageError("out of light");
                  }
                  return Shots.grade(sample);
                }));
    assertEquals(3, written().size());
  }

  @Test
  void aWatcherThatThrowsEndsItAfterTheChunkOfWhichItWasTold() {
    assertEquals(
        "not now",
        refused(
            IllegalStateException.class,
            () ->
                compute(
                    how ->
                        how.onProgress(
                            progress -> {
                              throw new IllegalStateException("not now");
                            }),
                    Shots::grade)));
    assertEquals(2, written().size());
  }

  @Test
  void aFailureIsToldAlsoWhenWhatWasFinishedCannotBeWritten() throws Exception {
    try (TestDatabase own = fixture.open()) {
      MetadataStore in = fiveShotsWithoutF(own);
      AtomicInteger computed = new AtomicInteger();
      ComputationException failure =
          assertThrows(
              ComputationException.class,
              () ->
                  in.resolve(SHOT_GRADE)
                      .pending(
                          sample -> {
                            if (computed.incrementAndGet() == 4) {
                              throw new IllegalStateException("no light");
                            }
                            return sample.record().setGrade(computed.get() == 3 ? "F" : "A");
                          }));
      assertTrue(failure.getMessage().contains("no light; 2 samples are already written"));
      Throwable[] suppressed = failure.getCause().getSuppressed();
      assertEquals(1, suppressed.length);
      assertTrue(
          suppressed[0]
              .getMessage()
              .matches("Cannot write row 1 of shot/grade \\(.*\\): the database says:.*"));
      assertEquals(2, own.dsl().fetchCount(SHOT_GRADE));
    }
  }

  @Test
  void theRowOfASampleOfWhichNothingIsMadeIsDeletedSoftly() {
    compute(how -> how, Shots::grade);
    store.write(SHOT, List.of(shot(1, "new", "s")));
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_GRADE));
    assertEquals(0, store.resolve(SHOT_GRADE).pendingMany(sample -> List.of()));
    assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(SHOT_GRADE));
    assertEquals(4, store.read(SHOT_GRADE).fetch().size());
    assertEquals(5, store.read(SHOT_GRADE).includingDeleted().fetch().size());
  }

  @Test
  void isCancelledBeforeTheNextSample() {
    AtomicInteger computed = new AtomicInteger();
    PendingResult result =
        compute(
            how -> how.cancelWhen(() -> computed.get() == 3),
            sample -> {
              computed.incrementAndGet();
              return Shots.grade(sample);
            });
    assertEquals(true, result.cancelled());
    assertEquals(3, result.rows());
    assertEquals(3, written().size());
    assertEquals("new 2, stale 0, orphaned 0, pending 2", counts(SHOT_GRADE));
  }

  @Test
  void progressIsToldAfterEachChunkWithTheTotalOnceItIsCounted() {
    List<Progress> told = new ArrayList<>();
    Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
    increment.counts();
    increment.computing().onProgress(told::add).pending(Shots::grade);
    assertEquals(List.of(2L, 4L, 5L), told.stream().map(Progress::done).toList());
    assertEquals(OptionalLong.of(5), told.get(0).total());
    assertTrue(told.get(0).perSecond() > 0);
    store.write(SHOT, List.of(shot(1, "new", "s")));
    told.clear();
    compute(how -> how.onProgress(told::add), Shots::grade);
    assertEquals(OptionalLong.empty(), told.get(0).total());
  }

  @Nested
  class InParallel {

    /** All three must be in the function at once, or the barrier never opens. */
    @Test
    void asManyAreComputedAtOnceAsWereAskedForAndNoMore() throws Exception {
      ExecutorService executor = Executors.newFixedThreadPool(8);
      try {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        PendingResult result =
            compute(
                how -> how.parallel(executor, 3),
                sample -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  three.countDown();
                  try {
                    three.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  inside.decrementAndGet();
                  return Shots.grade(sample);
                });
        assertEquals(5, result.rows());
        assertEquals(3, most.get());
        assertEquals(List.of(0, 1, 2, 3, 4), written());
      } finally {
        executor.shutdownNow();
      }
    }

    /** Tasks of an executor that was shut down would never end. */
    @Test
    void anExecutorThatTakesNoMoreEndsItAndKeepsWhatWasFinished() {
      endsAtTheThird(1, ExecutorService::shutdown, "Task .* rejected from .*");
    }

    /** It drops the tasks that wait, or rejects the next. */
    @Test
    void anExecutorThatIsShutDownNowEndsItAndKeepsWhatWasFinished() {
      endsAtTheThird(
          5, ExecutorService::shutdownNow, "(the executor was shut down|Task .* rejected from .*)");
    }

    private void endsAtTheThird(
        int samplesAtOnce, Consumer<ExecutorService> shutDown, String reason) {
      ExecutorService executor = Executors.newSingleThreadExecutor();
      AtomicInteger computed = new AtomicInteger();
      ComputationException failure =
          assertThrows(
              ComputationException.class,
              () ->
                  compute(
                      how -> how.parallel(executor, samplesAtOnce).skipFailures(),
                      sample -> {
                        if (computed.incrementAndGet() == 3) {
                          shutDown.accept(executor);
                        }
                        return Shots.grade(sample);
                      }));
      assertTrue(
          failure
              .getMessage()
              .matches(
                  "Cannot compute the sample .*RejectedExecutionException: "
                      + reason
                      + "; 3 samples are already written: correct the cause and resolve again, or"
                      + " continue after failures with skipFailures\\(\\)"),
          failure.getMessage());
      assertEquals(3, written().size());
    }

    @Test
    void aFailureIsThatOfTheFirstSampleInOrder() {
      ExecutorService executor = Executors.newFixedThreadPool(4);
      try {
        ComputationException failure =
            assertThrows(
                ComputationException.class,
                () -> compute(how -> how.parallel(executor, 4), failingAt(1)));
        assertEquals("no light", failure.getCause().getMessage());
      } finally {
        executor.shutdownNow();
      }
    }

    /**
     * The third sample is never computed; the first two are written without waiting for a full
     * chunk.
     */
    @Test
    void anInterruptEndsThoseThatAreBeingComputed() {
      ExecutorService executor = Executors.newSingleThreadExecutor();
      Thread caller = Thread.currentThread();
      AtomicInteger computed = new AtomicInteger();
      try {
        String says =
            refused(
                StoreException.class,
                () ->
                    compute(
                        how -> how.parallel(executor, 2),
                        sample -> {
                          if (computed.incrementAndGet() == 3) {
                            caller.interrupt();
                            never();
                          }
                          return Shots.grade(sample);
                        }));
        assertTrue(Thread.interrupted(), "the interrupt flag is still set");
        assertEquals(
            "Cannot continue computing shot/grade, because the thread was interrupted; 2 samples"
                + " are written: resolve again to continue from there",
            says);
        assertEquals(2, written().size());
      } finally {
        executor.shutdownNow();
      }
    }

    private static void never() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("ended", e);
      }
    }

    @Test
    void atLeastOneAtOnce() {
      assertEquals(
          "Invalid number of parallel samples: 0 (must be at least 1)",
          refused(
              IllegalArgumentException.class,
              () -> compute(how -> how.parallel(Runnable::run, 0), Shots::grade)));
    }
  }

  @Test
  void anInterruptEndsInOneSentenceAndKeepsWhatWasFinished() {
    AtomicInteger computed = new AtomicInteger();
    String says =
        refused(
            StoreException.class,
            () ->
                store
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          if (computed.incrementAndGet() == 3) {
                            Thread.currentThread().interrupt();
                          }
                          return Shots.grade(sample);
                        }));
    assertTrue(Thread.interrupted(), "the interrupt flag is still set");
    assertEquals(
        "Cannot continue computing shot/grade, because the thread was interrupted; 3 samples are"
            + " written: resolve again to continue from there",
        says);
    assertEquals(3, written().size());
  }

  @Nested
  class IsRefused {

    private static final String NONE_WRITTEN =
        "; 0 samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures\\(\\)";

    /** The fourth sample, when one full chunk is written and the third is waiting for the next. */
    private static Function<Sample<ShotGradeRecord>, ShotGradeRecord> withoutGradeAtFourth() {
      AtomicInteger computed = new AtomicInteger();
      return sample -> computed.incrementAndGet() == 4 ? sample.record() : Shots.grade(sample);
    }

    @Test
    void aRecordThatCannotBeWrittenAndThoseBeforeItStay() {
      String says =
          refused(
              InvalidRowException.class,
              () -> store.resolve(SHOT_GRADE).pending(withoutGradeAtFourth()));
      assertTrue(
          says.endsWith(
              "it has no grade, which must not be null; set the column, or make the record"
                  + " component nullable; 3 samples are already written:"
                  + " correct the cause and resolve again, or continue after failures with"
                  + " skipFailures()"),
          says);
      assertEquals(3, written().size());
      assertEquals(2, store.resolve(SHOT_GRADE).pending(Shots::grade));
    }

    @Test
    void aRecordThatCannotBeWrittenUnlessFailuresArePassedOver() {
      PendingResult result = compute(Computation::skipFailures, withoutGradeAtFourth());
      assertEquals(4, result.rows());
      assertEquals(1, result.failed());
      assertTrue(
          result.failures().get(0).cause().getMessage().contains("it has no grade"),
          result.failures().get(0).cause().getMessage());
      assertEquals(4, written().size());
    }

    @Test
    void aRecordOfAnotherSampleAndThoseBeforeItStay() {
      AtomicInteger computed = new AtomicInteger();
      String says =
          refused(
              InvalidRowException.class,
              () ->
                  store
                      .resolve(SHOT_GRADE)
                      .pending(
                          s ->
                              computed.incrementAndGet() == 4
                                  ? Shots.grade(s).setTake(9)
                                  : Shots.grade(s)));
      assertTrue(says.contains("with take=9"), says);
      assertEquals(3, written().size());
    }

    @Test
    void aRecordOfAnotherSample() {
      String says =
          refused(
              InvalidRowException.class,
              () -> store.resolve(SHOT_GRADE).pending(s -> Shots.grade(s).setTake(9)));
      assertTrue(
          says.matches(
              "Cannot write a record with take=9 for the sample \\{shot_id="
                  + ID
                  + ", take=\\d} of shot/grade; start from sample.record\\(\\), which has the ids"
                  + NONE_WRITTEN),
          says);
      assertEquals(List.of(), written());
    }

    @Test
    void aRecordWithoutARequiredColumn() {
      String says =
          refused(
              InvalidRowException.class, () -> store.resolve(SHOT_GRADE).pending(Sample::record));
      assertTrue(
          says.matches(
              "Cannot write row 1 of shot/grade \\(shot_id="
                  + ID
                  + ", take=\\d\\): it has no grade, which must not be null; set the column, or"
                  + " make the record component nullable"
                  + NONE_WRITTEN),
          says);
      assertEquals(List.of(), written());
    }

    @Test
    void noRecord() {
      String says =
          refused(
              InvalidRowException.class, () -> store.resolve(SHOT_GRADE).pending(sample -> null));
      assertTrue(
          says.matches(
              "Cannot write null for the sample \\{shot_id="
                  + ID
                  + ", take=\\d} of shot/grade; return its record"
                  + NONE_WRITTEN),
          says);
    }

    @Test
    void oneRecordTwice() {
      String says =
          refused(
              InvalidRowException.class,
              () ->
                  store
                      .resolve(SHOT_GRADE)
                      .pendingMany(s -> List.of(Shots.grade(s), Shots.grade(s))));
      assertTrue(
          says.matches(
              "Cannot write row 2 of shot/grade \\(shot_id="
                  + ID
                  + ", take=\\d\\): row 1 has the same id; pass every id only once per call"
                  + NONE_WRITTEN),
          says);
      assertEquals(List.of(), written());
    }
  }
}
