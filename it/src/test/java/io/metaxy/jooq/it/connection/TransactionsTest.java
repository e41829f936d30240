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
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The store in a transaction of the caller, which may be rolled back. */
class TransactionsTest extends ByEveryEngine {

  TransactionsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, SHOT_FRAME, UTTERANCE, SPEAKER_SUMMARY);
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  private void rolledBack(Consumer<MetadataStore> work) {
    IllegalStateException end =
        assertThrows(
            IllegalStateException.class,
            () ->
                dsl.transaction(
                    trx -> {
                      work.accept(store.using(trx.dsl()));
                      throw new IllegalStateException("thought better of it");
                    }));
    assertEquals("thought better of it", end.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 500})
  void aWriteIsSeenInsideAndGoneWithIt(int rows) {
    rolledBack(
        inside -> {
          inside.write(SHOT, shots(rows));
          assertEquals(rows, inside.read(SHOT).fetch().size());
        });
    assertEquals(0, dsl.fetchCount(SHOT));
  }

  @Test
  void aDeleteIsGoneWithIt() {
    store.write(SHOT, shots(3));
    rolledBack(inside -> assertEquals(3, inside.delete(SHOT, DSL.trueCondition())));
    assertEquals(3, store.read(SHOT).fetch().size());
  }

  @Test
  void aComputationIsGoneWithIt() {
    store.write(SHOT, shots(5));
    rolledBack(
        inside -> {
          assertEquals(5, inside.withChunkRows(2).resolve(SHOT_GRADE).pending(Shots::grade));
          assertEquals(
              "new 0, stale 0, orphaned 0, pending 0",
              inside.resolve(SHOT_GRADE).counts().toString());
          assertEquals(
              5,
              inside
                  .resolve(SHOT_FRAME)
                  .pendingMany(s -> List.of(s.record().setFrame(1).setFile("x"))));
        });
    assertEquals(0, dsl.fetchCount(SHOT_GRADE));
    assertEquals(0, dsl.fetchCount(SHOT_FRAME));
    assertEquals("new 5, stale 0, orphaned 0, pending 5", counts(SHOT_GRADE));
  }

  @Test
  void aResolveSeesWhatTheTransactionHasWritten() {
    dsl.transaction(
        trx -> {
          MetadataStore inside = store.using(trx.dsl());
          inside.write(SHOT, shots(2));
          assertEquals(
              "new 2, stale 0, orphaned 0, pending 2",
              inside.resolve(SHOT_GRADE).counts().toString());
          assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_GRADE));
        });
    assertEquals("new 2, stale 0, orphaned 0, pending 2", counts(SHOT_GRADE));
  }

  /** H2 commits when a function is created. */
  @ParameterizedTest
  @EnumSource
  void aResolveByAnyAlgorithmCommitsNothing(HashAlgorithm algorithm) {
    if (!hashes(algorithm)) {
      assertCannotHash(algorithm, () -> store.withHashAlgorithm(algorithm).resolve(SHOT_GRADE));
      rolledBack(
          inside ->
              assertCannotHash(
                  algorithm, () -> inside.withHashAlgorithm(algorithm).resolve(SHOT_GRADE)));
      return;
    }
    Consumer<MetadataStore> resolve =
        inside -> {
          MetadataStore hashing = inside.withHashAlgorithm(algorithm);
          hashing.write(SHOT, shots(3));
          Increment<ShotGradeRecord> increment = hashing.resolve(SHOT_GRADE);
          assertEquals("new 3, stale 0, orphaned 0, pending 3", increment.counts().toString());
          assertEquals(3, increment.newSamples().fetch().size());
          increment.newSamples().asTable();
        };
    if (engine == Engine.SQL
        && !algorithm.hex()
        && !fixture.can(Capability.FUNCTIONS_AT_ANY_TIME)) {
      rolledBack(
          inside -> {
            inside.withHashAlgorithm(algorithm).write(SHOT, shots(3));
            assertEquals(
                "Cannot resolve shot/grade with the engine SQL: the database lacks the hash"
                    + " function "
                    + algorithm.text()
                    + ", which only an admin can install, and only outside a transaction;"
                    + " resolve once as an admin outside a transaction, or use the engine MERGE",
                refused(
                    IllegalStateException.class,
                    () -> inside.withHashAlgorithm(algorithm).resolve(SHOT_GRADE)));
          });
      assertEquals(0, dsl.fetchCount(SHOT));
      store.withHashAlgorithm(algorithm).resolve(SHOT_GRADE);
    }
    rolledBack(resolve);
    assertEquals(0, dsl.fetchCount(SHOT));
  }

  @Test
  void severalWritesAreOne() {
    dsl.transaction(
        trx -> {
          MetadataStore inside = store.using(trx.dsl());
          inside.write(SHOT, shots(2));
          inside.write(SHOT, shots(2));
          inside.delete(SHOT, SHOT.TAKE.eq(1));
        });
    assertEquals(1, store.read(SHOT).fetch().size());
    assertEquals(5, dsl.fetchCount(SHOT));
    assertEquals(
        3, dsl.fetchCount(dsl.selectDistinct(SHOT.METAXY_UPDATED_AT).from(SHOT)), "instants");
  }

  /** Returns a store on one connection, without a pool. */
  @Test
  void oneConnectionIsEnoughOutsideOfATransaction() {
    store.write(SHOT, shots(5));
    dsl.connection(
        connection -> {
          MetadataStore one =
              storeOf(DSL.using(connection, fixture.dialect()), Features.GRAPH).withChunkRows(2);
          assertEquals(5, one.resolve(SHOT_GRADE).pending(Shots::grade));
          assertEquals(
              "new 0, stale 0, orphaned 0, pending 0", one.resolve(SHOT_GRADE).counts().toString());
        });
    assertEquals(5, dsl.fetchCount(SHOT_GRADE));
  }

  @Test
  void oneConnectionIsEnoughForGroups() {
    store.write(
        UTTERANCE, IntStream.range(0, 9).mapToObj(i -> said("r", i, "s" + i, "1")).toList());
    dsl.connection(
        connection -> {
          MetadataStore one =
              storeOf(DSL.using(connection, fixture.dialect()), Features.GRAPH).withChunkRows(2);
          assertEquals(9, one.resolve(SPEAKER_SUMMARY).pending(Speech::summary));
        });
    assertEquals(9, dsl.fetchCount(SPEAKER_SUMMARY));
  }
}
