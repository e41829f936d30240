package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.jooq.impl.DSL.inline;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts of an increment, which may be found in another way than its lists. */
class CountingTest extends ByEveryEngine {

  CountingTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  /** Asserts what the lists have, too. */
  private static void assertCounts(String expected, MetadataStore in) {
    try (Increment<ShotGradeRecord> increment = in.resolve(SHOT_GRADE)) {
      assertEquals(expected, increment.counts().toString());
      assertEquals(increment.counts().newSamples(), increment.newSamples().fetch().size());
      assertEquals(increment.counts().stale(), increment.stale().fetch().size());
      assertEquals(increment.counts().orphaned(), increment.orphaned().fetch().size());
    }
  }

  /** Of each hundred: 10 new, 20 stale, 30 orphaned, 5 of them revived. */
  @ParameterizedTest
  @ValueSource(ints = {100, 3_000})
  void everyStatusOfRowsThatWereWrittenAgain(int most) {
    int rows = fixture.isSlow(engine) ? Math.min(most, 500) : most;
    store.write(SHOT, IntStream.range(0, rows).mapToObj(i -> shot(i, "p", "s")).toList());
    store.delete(SHOT, SHOT.TAKE.mod(inline(100)).lt(10));
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.write(
        SHOT,
        IntStream.range(0, rows)
            .filter(i -> i % 100 < 30)
            .mapToObj(i -> shot(i, i % 100 < 10 ? "p" : "new", "s"))
            .toList());
    store.delete(SHOT, SHOT.TAKE.mod(inline(100)).ge(70));
    store.write(
        SHOT,
        IntStream.range(0, rows)
            .filter(i -> i % 100 >= 95)
            .mapToObj(i -> shot(i, "p", "s"))
            .toList());
    int each = rows / 100;
    assertCounts(
        "new "
            + 10 * each
            + ", stale "
            + 20 * each
            + ", orphaned "
            + 25 * each
            + ", pending "
            + 30 * each,
        store);
  }

  /** An optional upstream, whose rows arrive after or before those of the other. */
  @Test
  void anUpstreamThatIsOptional() {
    store.write(SHOT, IntStream.range(0, 20).mapToObj(i -> shot(i, "p", "s")).toList());
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.write(SHOT_NOTE_2, IntStream.range(10, 30).mapToObj(i -> note(i, "n")).toList());
    assertCounts("new 0, stale 10, orphaned 0, pending 10", store);
  }

  /** The latest row of an id was written first. */
  @Test
  void theLatestRowByItsInstant() throws Exception {
    try (TestDatabase own = fixture.open()) {
      MetadataStore in = peers(own);
      in.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s")));
      in.resolve(SHOT_GRADE).pending(Shots::grade);
      own.dsl()
          .update(SHOT)
          .set(SHOT.METAXY_UPDATED_AT, Instant.parse("2126-05-01T12:00:00Z"))
          .where(SHOT.TAKE.eq(1))
          .execute();
      in.write(SHOT, List.of(shot(1, "new", "s"), shot(2, "new", "s")));
      assertCounts("new 0, stale 1, orphaned 0, pending 1", in);
    }
  }

  /** Two rows of one instant, of which every engine takes the same. */
  @Test
  void rowsOfOneInstant() throws Exception {
    try (TestDatabase own = fixture.open()) {
      MetadataStore in = peers(own);
      in.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s")));
      in.resolve(SHOT_GRADE).pending(Shots::grade);
      in.write(SHOT, List.of(shot(1, "new", "s"), shot(2, "p", "s"), shot(3, "p", "s")));
      Instant noon = Instant.parse("2026-05-01T12:00:00Z");
      own.dsl().update(SHOT).set(SHOT.METAXY_UPDATED_AT, noon).execute();
      long stale = in.resolve(SHOT_GRADE).stale().fetch().size();
      assertCounts("new 1, stale " + stale + ", orphaned 0, pending " + (stale + 1), in);
    }
  }

  /** Ten rows exceed the memory in which the JVM counts rows. */
  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void rowsOfFourMegabytes(int rows) {
    String large = "p".repeat(4 << 20);
    store.write(SHOT, IntStream.range(0, rows).mapToObj(i -> shot(i, large, "s")).toList());
    store.write(SHOT_NOTE_2, List.of(note(0, "n")));
    MetadataStore merging = store.withEngine(Engine.MERGE);
    assertCounts("new " + rows + ", stale 0, orphaned 0, pending " + rows, merging);
  }

  @Test
  void theExplanationSaysHow() {
    Hint hint = Dialects.of(fixture.dialect()).policy().countsUnordered(dsl, List.of(SHOT), 1_000);
    String said = "Counts rows in no order, because " + hint.reason() + ".";
    assertEquals(
        engine == Engine.MERGE && hint.taken(),
        store.resolve(SHOT_GRADE).explain().lines().toList().get(1).equals(said));
  }

  private MetadataStore peers(TestDatabase own) throws Exception {
    for (FeatureTable<?> table : List.<FeatureTable<?>>of(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
      own.create(fixture.form().asThePeerMakesIt(), table);
    }
    return storeOf(own.dsl(), Features.GRAPH);
  }
}
