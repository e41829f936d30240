package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.MetadataStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rows that are written and removed while an increment is in use. */
class MovingRowsTest extends ByEveryEngine {

  MovingRowsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  private static List<ShotRecord> shots(int count, String version) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, version + i, "s" + i)).toList();
  }

  /** If a table is written once, each of its ids has one row. */
  @Nested
  class AnIncrementThatIsUsedTwice {

    @Test
    void seesWhatItHasWrittenItself() {
      store.write(SHOT, shots(10, "old"));
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      dsl.deleteFrom(SHOT).execute();
      store.write(SHOT, shots(10, "new"));
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      assertEquals("new 0, stale 10, orphaned 0, pending 10", increment.counts().toString());
      assertEquals(10, increment.pending(Shots::grade));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", increment.counts().toString());
      assertEquals(0, increment.pending(Shots::grade));
      assertEquals(List.of(), increment.stale().fetch());
      assertEquals(0, dsl.fetchCount(increment.stale().asTable()));
    }

    @Test
    void seesAnUpstreamThatWasWrittenAgain() {
      store.write(SHOT, shots(3, "old"));
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      store.write(SHOT, shots(3, "new"));
      assertEquals("new 3, stale 0, orphaned 0, pending 3", increment.counts().toString());
      assertEquals(3, increment.newSamples().fetch().size());
      assertEquals(3, dsl.fetchCount(increment.newSamples().asTable()));
    }

    @Test
    void seesWhatIsNoLongerThere() {
      store.write(SHOT, shots(3, "p"));
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      assertEquals(List.of(), increment.orphaned().fetch());
      store.delete(SHOT, SHOT.TAKE.gt(0));
      assertEquals(2, increment.orphaned().fetch().size());
      store.delete(SHOT_GRADE, SHOT_GRADE.TAKE.eq(1));
      assertEquals(1, increment.orphaned().fetch().size());
      assertEquals(1, dsl.fetchCount(increment.orphaned().asTable()));
    }

    @Test
    void handsOutATableThatSeesWhatIsWrittenLater() {
      store.write(SHOT, shots(3, "old"));
      var table = store.resolve(SHOT_GRADE).newSamples().asTable();
      store.write(SHOT, shots(3, "new"));
      assertEquals(3, dsl.fetchCount(table));
    }
  }

  /** Using an increment can take several statements; another connection writes between them. */
  @Nested
  class AWriteInBetween {

    private Increment<ShotGradeRecord> increment;
    private AtomicBoolean written;

    private void anIncrementOfThreeShotsThatAreWrittenAgainAfterItsFirstStatement() {
      store.write(SHOT, shots(3, "old"));
      written = new AtomicBoolean(true);
      ExecuteListener writer =
          new ExecuteListener() {
            @Override
            public void executeEnd(ExecuteContext ctx) {
              if (!written.getAndSet(true)) {
                store.write(SHOT, shots(3, "new"));
              }
            }
          };
      DSLContext watched = DSL.using(dsl.configuration().deriveAppending(writer));
      increment = store.using(watched).resolve(SHOT_GRADE);
      written.set(false);
    }

    @Test
    void isSeenOrNotByCounts() {
      anIncrementOfThreeShotsThatAreWrittenAgainAfterItsFirstStatement();
      assertEquals("new 3, stale 0, orphaned 0, pending 3", increment.counts().toString());
    }

    @Test
    void isSeenOrNotByLists() {
      anIncrementOfThreeShotsThatAreWrittenAgainAfterItsFirstStatement();
      assertEquals(3, increment.newSamples().fetch().size());
    }
  }

  /** Rows of one instant appear after the stream has started; the peer's tables have no keys. */
  @Nested
  class AStreamThatMeetsATie {

    private List<Integer> takesWhile(Runnable moved, DSLContext own, MetadataStore in) {
      in.write(SHOT, IntStream.range(1, 6).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
      own.insertInto(SHOT).select(DSL.selectFrom(SHOT).where(SHOT.TAKE.eq(3))).execute();
      List<Integer> takes = new ArrayList<>();
      try (Stream<Sample<ShotGradeRecord>> stream = in.resolve(SHOT_GRADE).newSamples().stream()) {
        Iterator<Sample<ShotGradeRecord>> samples = stream.iterator();
        takes.add(samples.next().record().getTake());
        moved.run();
        samples.forEachRemaining(sample -> takes.add(sample.record().getTake()));
      }
      return takes.stream().sorted().toList();
    }

    private void with(BiConsumer<DSLContext, MetadataStore> work) throws Exception {
      try (TestDatabase own = fixture.open()) {
        own.create(fixture.form().asThePeerMakesIt(), SHOT);
        own.create(SHOT_GRADE, SHOT_NOTE_2);
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () -> work.accept(own.dsl(), storeOf(own.dsl(), Features.GRAPH)));
      }
    }

    @Test
    void endsThoughRowsBeforeItAreGone() throws Exception {
      with(
          (own, in) ->
              assertEquals(
                  List.of(1, 2, 3, 4, 5),
                  takesWhile(
                      () -> own.deleteFrom(SHOT).where(SHOT.TAKE.le(2)).execute(), own, in)));
    }

    @Test
    void endsThoughEveryRowIsGone() throws Exception {
      with(
          (own, in) -> {
            List<Integer> takes = takesWhile(() -> own.deleteFrom(SHOT).execute(), own, in);
            assertEquals(takes.stream().distinct().toList(), takes);
          });
    }

    @Test
    void givesNoSampleTwiceThoughRowsBeforeItAreNew() throws Exception {
      with(
          (own, in) -> {
            List<Integer> takes =
                takesWhile(
                    () -> in.write(SHOT, List.of(shot(-1, "p", "s"), shot(0, "p", "s"))), own, in);
            assertEquals(List.of(1, 2, 3, 4, 5), takes);
          });
    }
  }
}
