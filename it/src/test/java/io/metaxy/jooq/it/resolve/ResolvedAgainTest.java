package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each method of an increment resolves again. First the tables hold rows of one instant, whose key
 * proves that each id has one row; then rows of several instants.
 */
class ResolvedAgainTest extends ByEveryEngine {

  ResolvedAgainTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  private static List<ShotRecord> shots(String audio) {
    return IntStream.range(0, 4).mapToObj(take -> shot(take, audio, "s")).toList();
  }

  @BeforeEach
  void rowsOfOneInstant() {
    store.write(SHOT, shots("before"));
  }

  @Test
  void afterItsUpstreamWasWritten() {
    try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE)) {
      store.write(SHOT, shots("after"));
      assertEquals(4, increment.counts().newSamples());
      assertEquals(4, increment.newSamples().fetch().size());
    }
  }

  @Test
  void afterItWasComputed() {
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.write(SHOT, shots("after"));
    try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE)) {
      assertEquals(4, increment.pending(Shots::grade));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", increment.counts().toString());
      assertEquals(0, increment.pending(Shots::grade));
    }
  }

  @Test
  void afterItsOrphansWereDeleted() {
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.delete(SHOT, SHOT.TAKE.eq(0));
    try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE)) {
      assertEquals(1, increment.orphaned().fetch().size());
      store.delete(SHOT_GRADE, SHOT_GRADE.TAKE.eq(0));
      assertEquals(0, increment.orphaned().fetch().size());
    }
  }
}
