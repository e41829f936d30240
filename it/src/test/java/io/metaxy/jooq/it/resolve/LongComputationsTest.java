package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.BoundedPool;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Computations that take hours: the samples are read first, and while they are computed, nothing of
 * the database is in use.
 */
class LongComputationsTest extends ByEveryEngine {

  /** The bytes of a picture; a hundred of them do not stay in memory. */
  private static final int LARGE = 45_000;

  LongComputationsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  private static byte[] picture(int take) {
    byte[] picture = new byte[LARGE];
    Arrays.fill(picture, (byte) take);
    return picture;
  }

  private static List<ShotRecord> largeShots(int count) {
    return shots(count).stream().map(s -> s.setThumbnail(picture(s.getTake()))).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void noConnectionIsInUseWhileASampleIsComputed(int rows) {
    store.write(SHOT, shots(rows));
    BoundedPool pool = new BoundedPool(dsl.configuration().connectionProvider(), 2);
    MetadataStore pooled = storeOf(DSL.using(pool, fixture.dialect()), Features.GRAPH);
    Set<Integer> inUse = new TreeSet<>();
    long written =
        pooled
            .withChunkRows(30)
            .resolve(SHOT_GRADE)
            .pending(
                sample -> {
                  inUse.add(pool.inUse());
                  return Shots.grade(sample);
                });
    assertEquals(rows, written);
    assertEquals(Set.of(0), inUse);
  }

  @Test
  void anIncrementIsWhatWasTrueWhenItWasRead() {
    store.write(SHOT, shots(5));
    List<String> paths = new ArrayList<>();
    long written =
        store
            .resolve(SHOT_GRADE)
            .pending(
                sample -> {
                  if (paths.isEmpty()) {
                    store.write(SHOT, List.of(shot(2, "changed", "s2").setPath("/elsewhere")));
                    store.write(SHOT, List.of(shot(9, "added", "s9")));
                    store.delete(SHOT, SHOT.TAKE.eq(3));
                    store.write(SHOT_NOTE_2, List.of(note(1, "n")));
                  }
                  paths.add(sample.from(SHOT).getPath());
                  assertTrue(sample.find(SHOT_NOTE_2).isEmpty());
                  return Shots.grade(sample);
                });
    assertEquals(5, written);
    assertEquals(
        List.of("/shots/0", "/shots/1", "/shots/2", "/shots/3", "/shots/4"),
        paths.stream().sorted().toList());
    Increment<ShotGradeRecord> next = store.resolve(SHOT_GRADE);
    assertEquals(List.of(9), takes(next.newSamples().fetch()));
    assertEquals(List.of(1, 2), takes(next.stale().fetch()));
    assertEquals(
        List.of(3), next.orphaned().fetch().stream().map(ShotGradeRecord::getTake).toList());
  }

  private static List<Integer> takes(List<Sample<ShotGradeRecord>> samples) {
    return samples.stream().map(sample -> sample.record().getTake()).toList();
  }

  /** Returns everything that a sample offers. */
  private static String all(Sample<ShotGradeRecord> sample) {
    return sample
        + " "
        + sample.provenanceByField()
        + " "
        + sample.record()
        + sample.from(SHOT)
        + sample.find(SHOT_NOTE_2).map(Record::toString).orElse("no note");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void samplesThatWaitInAFileLoseNothing(int rows) {
    store.write(SHOT, largeShots(rows));
    store.write(SHOT_NOTE_2, List.of(note(0, "n").setText("wide \u4E2D and \uD83C\uDFAC")));
    Set<String> fetched = new TreeSet<>();
    store.resolve(SHOT_GRADE).newSamples().fetch().forEach(sample -> fetched.add(all(sample)));
    Set<String> computed = new TreeSet<>();
    long written =
        store
            .resolve(SHOT_GRADE)
            .pending(
                sample -> {
                  computed.add(all(sample));
                  byte[] read = sample.from(SHOT).getThumbnail();
                  assertTrue(Arrays.equals(picture(sample.record().getTake()), read));
                  return Shots.grade(sample);
                });
    assertEquals(rows, written);
    assertEquals(rows, computed.size());
    assertEquals(fetched, computed);
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
  }

  @Test
  void groupsKeepTheirRowsInOrder() {
    store.write(
        UTTERANCE,
        IntStream.range(0, 300)
            .mapToObj(i -> said("r", i, "s" + i % 3, "1").setWords("w" + i))
            .toList());
    List<String> fetched = new ArrayList<>();
    store.resolve(SPEAKER_SUMMARY).newSamples().fetch().forEach(s -> fetched.add(group(s)));
    List<String> computed = new ArrayList<>();
    store
        .resolve(SPEAKER_SUMMARY)
        .pending(
            sample -> {
              computed.add(group(sample));
              return sample.record().setUtterances(sample.each(UTTERANCE).size()).setText("t");
            });
    assertEquals(3, fetched.size());
    assertEquals(fetched, computed.stream().sorted().toList());
  }

  private static String group(Sample<SpeakerSummaryRecord> sample) {
    return sample + " " + sample.each(UTTERANCE).stream().map(UtteranceRecord::getWords).toList();
  }

  /** Without a pool, rows are written on the connection that the samples were read from. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void theOnlyConnectionIsFreeAndAsItWas(int rows) {
    store.write(SHOT, shots(rows));
    dsl.connection(
        connection -> {
          DSLContext one = DSL.using(connection, fixture.dialect());
          long written =
              storeOf(one, Features.GRAPH)
                  .withChunkRows(30)
                  .resolve(SHOT_GRADE)
                  .pending(
                      sample -> {
                        assertEquals(rows, one.fetchCount(SHOT));
                        assertTrue(isAutoCommit(one));
                        return Shots.grade(sample);
                      });
          assertEquals(rows, written);
          assertTrue(isAutoCommit(one));
        });
    assertEquals(rows, dsl.fetchCount(SHOT_GRADE));
  }

  private static boolean isAutoCommit(DSLContext one) {
    return one.connectionResult(connection -> connection.getAutoCommit());
  }

  @Test
  void aTransactionOfTheCallersIsNotEnded() {
    store.write(SHOT, shots(100));
    dsl.transaction(
        trx -> {
          MetadataStore inside = store.using(trx.dsl()).withChunkRows(30);
          inside.write(SHOT, List.of(shot(200, "p", "s")));
          assertEquals(101, inside.resolve(SHOT_GRADE).pending(Shots::grade));
          assertFalse(isAutoCommit(trx.dsl()));
          assertEquals(101, inside.read(SHOT_GRADE).fetch().size());
          assertEquals(0, dsl.fetchCount(SHOT_GRADE));
        });
    assertEquals(101, dsl.fetchCount(SHOT_GRADE));
  }

  @Test
  void anInterruptEndsTheRunAndTheNextContinues() {
    store.write(SHOT, shots(100));
    Thread caller = Thread.currentThread();
    List<Integer> computed = new ArrayList<>();
    String says =
        refused(
            StoreException.class,
            () ->
                store
                    .resolve(SHOT_GRADE)
                    .pending(
                        sample -> {
                          computed.add(sample.record().getTake());
                          if (computed.size() == 3) {
                            caller.interrupt();
                          }
                          return Shots.grade(sample);
                        }));
    assertTrue(Thread.interrupted(), "the interrupt flag is still set");
    assertEquals(
        "Cannot continue computing shot/grade, because the thread was interrupted; 3 samples are"
            + " written: resolve again to continue from there",
        says);
    assertEquals(3, dsl.fetchCount(SHOT_GRADE));
    assertEquals(97, store.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(ID, store.read(SHOT_GRADE).fetch().get(0).getShotId());
  }
}
