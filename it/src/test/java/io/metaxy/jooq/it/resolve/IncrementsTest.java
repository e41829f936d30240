package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.resolve.Engine;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Increments as counts, lists, streams and tables, and their explanation. */
class IncrementsTest extends ByEveryEngine {

  IncrementsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  /** Take 0 is new, 1 to 3 are stale, 4 is up to date, 5 and 6 are orphaned. */
  @BeforeEach
  void everyStatus() {
    store.write(SHOT, IntStream.range(1, 7).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.write(
        SHOT,
        List.of(shot(0, "p0", "s"), shot(1, "new", "s"), shot(2, "new", "s"), shot(3, "new", "s")));
    store.delete(SHOT, SHOT.TAKE.ge(5));
  }

  private static List<Integer> takes(List<Sample<ShotGradeRecord>> samples) {
    return samples.stream().map(sample -> sample.record().getTake()).toList();
  }

  @Test
  void countsAreOfEachStatusAndOfWhatIsExpected() {
    var counts = store.resolve(SHOT_GRADE).counts();
    assertEquals(1, counts.newSamples());
    assertEquals(3, counts.stale());
    assertEquals(2, counts.orphaned());
    assertEquals(0, counts.broken());
    assertEquals(5, counts.expected());
    assertEquals(4, counts.pending());
    assertEquals(OptionalDouble.of(0.8), counts.progress());
    assertEquals("new 1, stale 3, orphaned 2, pending 4", counts.toString());
  }

  @Test
  void thereIsNoProgressWhereNothingIsExpected() {
    store.delete(SHOT, SHOT.TAKE.lt(5));
    var counts = store.resolve(SHOT_GRADE).counts();
    assertEquals(OptionalDouble.empty(), counts.progress());
    assertEquals("new 0, stale 0, orphaned 6, pending 0", counts.toString());
  }

  @Test
  void listsAreInTheOrderOfTheIds() {
    Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
    assertEquals(List.of(0), takes(increment.newSamples().fetch()));
    assertEquals(List.of(1, 2, 3), takes(increment.stale().fetch()));
    assertEquals(
        List.of(5, 6),
        increment.orphaned().fetch().stream().map(ShotGradeRecord::getTake).toList());
  }

  @Test
  void aSampleSaysWhatItIs() {
    Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).stale().fetch().get(0);
    assertEquals("stale {shot_id=" + ID + ", take=1} " + sample.provenance(), sample.toString());
    assertEquals(sample.provenanceByField(), sample.record().getMetaxyProvenanceByField());
    assertEquals(Map.of("shot_id", ID, "take", 1), sample.ids());
  }

  @Nested
  class Streams {

    @Test
    void giveTheSameAsLists() {
      try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
          Stream<Sample<ShotGradeRecord>> stale = increment.stale().stream();
          Stream<Sample<ShotGradeRecord>> created = increment.newSamples().stream();
          Stream<ShotGradeRecord> orphaned = increment.orphaned().stream()) {
        assertEquals(List.of(1, 2, 3), takes(stale.toList()).stream().sorted().toList());
        assertEquals(List.of(0), takes(created.toList()));
        assertEquals(List.of(5, 6), orphaned.map(ShotGradeRecord::getTake).sorted().toList());
      }
    }

    /** The database fails to close if a connection was not returned. */
    @Test
    void thatAreLeftOpenCloseWithTheirIncrement() {
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      Iterator<Sample<ShotGradeRecord>> stale = increment.stale().stream().iterator();
      Iterator<ShotGradeRecord> orphaned = increment.orphaned().stream().iterator();
      assertTrue(stale.hasNext());
      assertTrue(orphaned.hasNext());
      increment.close();
      increment.close();
    }

    /** The database fails to close if a connection was not returned. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void thatFailInAListenerOfTheUsersAreClosed(int failing) {
      AtomicInteger results = new AtomicInteger();
      ExecuteListener listener =
          new ExecuteListener() {
            @Override
            public void fetchStart(ExecuteContext ctx) {
              if (results.incrementAndGet() == failing) {
                throw new IllegalStateException("no more");
              }
            }
          };
      DSLContext watched = DSL.using(dsl.configuration().deriveAppending(listener));
      results.set(failing);
      Increment<ShotGradeRecord> increment = store.using(watched).resolve(SHOT_GRADE);
      List<Supplier<Stream<?>>> streams =
          List.of(increment.stale()::stream, increment.orphaned()::stream);
      for (Supplier<Stream<?>> stream : streams) {
        results.set(0);
        try (Stream<?> opened = stream.get()) {
          opened.forEach(row -> {});
        } catch (IllegalStateException e) {
          assertEquals("no more", e.getMessage());
        }
      }
    }

    @Test
    void mayEndEarly() {
      try (Stream<Sample<ShotGradeRecord>> stale = store.resolve(SHOT_GRADE).stale().stream()) {
        assertEquals(1, stale.limit(1).count());
      }
    }
  }

  @Nested
  class Tables {

    @Test
    void areReadByTheFeaturesOwnFields() {
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      Map<Integer, String> expected =
          increment.stale().fetch().stream()
              .collect(Collectors.toMap(s -> s.record().getTake(), Sample::provenance));
      assertEquals(
          expected,
          dsl.select(SHOT_GRADE.TAKE, SHOT_GRADE.METAXY_PROVENANCE)
              .from(increment.stale().asTable())
              .fetchMap(SHOT_GRADE.TAKE, SHOT_GRADE.METAXY_PROVENANCE));
      Map<String, String> byField =
          dsl.select(SHOT_GRADE.METAXY_PROVENANCE_BY_FIELD)
              .from(increment.newSamples().asTable())
              .fetchSingle(SHOT_GRADE.METAXY_PROVENANCE_BY_FIELD);
      assertEquals(increment.newSamples().fetch().get(0).provenanceByField(), byField);
      assertEquals(
          List.of("A", "A"),
          dsl.select(SHOT_GRADE.GRADE)
              .from(increment.orphaned().asTable())
              .fetch(SHOT_GRADE.GRADE));
    }

    @Test
    void haveTheColumnsThatTravelByTheirNamesDownstream() {
      Field<String> path = field(name("shot_path"), SQLDataType.VARCHAR);
      assertEquals(
          List.of("/shots/1", "/shots/2", "/shots/3"),
          dsl.select(path)
              .from(store.resolve(SHOT_GRADE).stale().asTable())
              .orderBy(path)
              .fetch(path));
    }

    @Test
    void areInsertedFrom() throws Exception {
      database.execute("create table \"todo\" (\"take\" integer, \"hash\" varchar(32))");
      try {
        Table<Record> todo = table(name("todo"));
        Field<Integer> take = field(name("take"), SQLDataType.INTEGER);
        Field<String> hash = field(name("hash"), SQLDataType.VARCHAR);
        Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
        int rows =
            dsl.insertInto(todo, take, hash)
                .select(
                    select(SHOT_GRADE.TAKE, SHOT_GRADE.METAXY_PROVENANCE)
                        .from(increment.stale().asTable()))
                .execute();
        assertEquals(3, rows);
        assertEquals(
            increment.stale().fetch().stream().map(Sample::provenance).toList(),
            dsl.select(hash).from(todo).orderBy(take).fetch(hash));
      } finally {
        database.execute("drop table \"todo\"");
      }
    }

    @Test
    void ofGroupsHaveOneRowForEach() {
      store.write(UTTERANCE, List.of(said("r1", 1, "ann", "1"), said("r1", 2, "ann", "2")));
      Increment<SpeakerSummaryRecord> increment = store.resolve(SPEAKER_SUMMARY);
      assertEquals(
          List.of("ann"),
          dsl.select(SPEAKER_SUMMARY.SPEAKER_ID)
              .from(increment.newSamples().asTable())
              .fetch(SPEAKER_SUMMARY.SPEAKER_ID));
    }
  }

  @Nested
  class Explained {

    @Test
    void aNamedEngineAndItsStatement() {
      String explained = store.resolve(SHOT_GRADE).explain();
      assertTrue(
          explained.startsWith("Engine " + engine + ", because the caller chose it:\n"), explained);
      assertTrue(explained.contains("shot__note_2"), explained);
    }

    @Test
    void anEngineThatIsNamedForOneResolve() {
      Engine other = engine == Engine.SQL ? Engine.MERGE : Engine.SQL;
      String explained = store.resolve(SHOT_GRADE, r -> r.engine(other)).explain();
      assertTrue(explained.startsWith("Engine " + other + ", because the caller chose it:\n"));
    }

    @Test
    void theEngineThatIsBestAsARule() {
      String explained =
          io.metaxy.jooq.store.MetadataStore.of(dsl, Features.GRAPH)
              .resolve(SHOT_GRADE)
              .explain()
              .lines()
              .findFirst()
              .orElseThrow();
      assertTrue(fixture.chosenEngine().contains(explained), explained);
    }

    @Test
    void theStatementIsWhatTheIncrementIsAsText() {
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      assertTrue(increment.explain().endsWith(increment.toString()));
    }
  }

  @Test
  void nothingIsToBeHadAfterItWasClosed() {
    Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
    increment.close();
    String closed = "Cannot use the increment of shot/grade after it was closed; resolve again";
    assertEquals(closed, refused(IllegalStateException.class, increment::counts));
    assertEquals(closed, refused(IllegalStateException.class, () -> increment.stale().fetch()));
    assertEquals(closed, refused(IllegalStateException.class, () -> increment.stale().stream()));
    assertEquals(
        closed, refused(IllegalStateException.class, () -> increment.pending(Shots::grade)));
  }
}
