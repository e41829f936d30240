package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.Tables.MOMENT;
import static io.metaxy.jooq.it.db.Tables.MOOD_TALLY;
import static io.metaxy.jooq.it.db.Tables.SHOT;
import static io.metaxy.jooq.it.db.Tables.SHOT_GRADE;
import static io.metaxy.jooq.it.db.Tables.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.MomentRecord;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Moment.Note;
import io.metaxy.jooq.it.features.Shot;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.it.features.ShotGrade;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value that the code does not have (anymore) is an error, never null or another value. */
class UnreadableValuesTest extends ByEveryEngine {

  private static final String ANGRY =
      "Cannot read the value ANGRY of column mood as Mood (must be one of [CALM, TENSE])";

  private static final String REMEDY = "; correct the row, or the type of the column";

  /** The grade's sample has the numbers and times of its shot. */
  private static final FeatureGraph READING =
      FeatureGraph.of(
          Features.GRAPH.plans().stream()
              .map(FeaturePlan::definition)
              .map(
                  each ->
                      each.spec().key().equals(ShotGrade.SPEC.key())
                          ? FeatureDefinition.of(
                              FeatureSpec.of("shot/grade")
                                  .id("shot_id", "take")
                                  .dependsOn(
                                      Shot.SPEC,
                                      dep ->
                                          dep.select(
                                              "lens", "reel", "gain", "day", "slate", "shot_at",
                                              "sunset"))
                                  .fields("raw", "style", "everything")
                                  .build(),
                              each.columns(),
                              each.project(),
                              each.featureClass())
                          : each)
              .toList(),
          GraphOptions.withHashLength(8));

  UnreadableValuesTest() {
    super(Features.GRAPH, SHOT, SHOT_NOTE_2, SHOT_GRADE, MOMENT, MOOD_TALLY);
  }

  @BeforeEach
  void aConstantThatIsGone() throws SQLException {
    List<ShotRecord> shots =
        IntStream.range(0, 60).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
    store.write(SHOT, shots);
    database.execute("update \"shot\" set \"mood\" = 'ANGRY' where \"take\" = 42");
  }

  @Test
  void aReadNamesRowColumnAndValue() {
    assertEquals(
        "Cannot read shot: cannot read the row (shot_id="
            + ID
            + ", take=42): its mood is ANGRY: "
            + ANGRY
            + REMEDY,
        refused(StoreException.class, () -> store.read(SHOT).fetch()));
    assertEquals(59, store.read(SHOT).where(SHOT.TAKE.ne(42)).fetch().size());
  }

  @Test
  void aSelectOfTheUsersNamesColumnAndValue() {
    DataAccessException refused =
        assertThrows(
            DataAccessException.class,
            () -> dsl.select(SHOT.MOOD).from(store.current(SHOT)).fetch());
    assertTrue(refused.getMessage().contains("\"mood\""), refused.getMessage());
    assertEquals(
        "Cannot read the value ANGRY as Mood (must be one of [CALM, TENSE])" + REMEDY,
        refused.getCause(UnreadableValueException.class).getMessage());
  }

  @Test
  void aComputationThatReadsItNamesTheSample() {
    String reason =
        "Cannot read the row of shot for the sample {shot_id="
            + ID
            + ", take=42} of shot/grade: its mood is ANGRY: "
            + ANGRY
            + REMEDY;
    PendingResult result =
        store.resolve(SHOT_GRADE).computing().skipFailures().pending(UnreadableValuesTest::grade);
    assertEquals(59, result.rows());
    assertEquals(
        List.of(reason), result.failures().stream().map(f -> f.cause().getMessage()).toList());
    assertEquals(
        "Cannot compute the sample {shot_id="
            + ID
            + ", take=42} of shot/grade: io.metaxy.jooq.exception.StoreException: "
            + reason
            + "; 0 samples are already written:"
            + " correct the cause and resolve again, or continue after failures with"
            + " skipFailures()",
        refused(
            ComputationException.class,
            () -> store.resolve(SHOT_GRADE).pending(UnreadableValuesTest::grade)));
  }

  private static ShotGradeRecord grade(Sample<ShotGradeRecord> sample) {
    return sample.record().setGrade(sample.from(SHOT).getMood().name());
  }

  @Test
  void anOrphanedRowNamesRowColumnAndValue() {
    List<ShotRecord> others = List.of(shot(1, "p1", "s1"));
    assertEquals(
        "Cannot resolve shot: cannot read the row (shot_id="
            + ID
            + ", take=42): its mood is ANGRY: "
            + ANGRY
            + REMEDY,
        refused(StoreException.class, () -> store.resolve(SHOT, others).orphaned().fetch()));
    assertEquals(
        "new 0, stale 0, orphaned 59, pending 0", store.resolve(SHOT, others).counts().toString());
  }

  private static MomentRecord moment() {
    return new MomentRecord()
        .setFlag(true)
        .setTiny((byte) 1)
        .setSmall((short) 1)
        .setBig(1L)
        .setRatio(1.0)
        .setAmount(BigDecimal.ONE)
        .setDay(LocalDate.EPOCH)
        .setWall(LocalDateTime.of(2026, 1, 1, 0, 0))
        .setClock(LocalTime.NOON)
        .setInstant(Instant.EPOCH)
        .setOffset(OffsetDateTime.parse("2026-01-01T00:00:00Z"))
        .setMood(Mood.CALM)
        .setWeight(BigDecimal.ONE)
        .setNote(new Note(Instant.EPOCH, LocalDate.EPOCH, Optional.empty()))
        .setMetaxyProvenanceByField(Map.of("default", "v"));
  }

  @Test
  void anIdNamesColumnAndValue() throws SQLException {
    store.write(MOMENT, List.of(moment()));
    database.execute("update \"moment\" set \"mood\" = 'ANGRY'");
    String says =
        refused(StoreException.class, () -> store.resolve(MOOD_TALLY).pending(Sample::record));
    assertTrue(says.startsWith("Cannot resolve mood/tally: cannot read the "), says);
    assertTrue(says.endsWith(ANGRY.substring(ANGRY.indexOf("value ANGRY")) + REMEDY), says);
  }

  @Test
  void aTimeThatJavaDoesNotHaveIsAnError() throws SQLException {
    store.delete(SHOT, SHOT.TAKE.ne(1));
    for (Map.Entry<String, String> time : fixture.timesOutsideJava().entrySet()) {
      database.execute(
          "update \"shot\" set \""
              + time.getKey()
              + "\" = "
              + time.getValue()
              + " where \"take\" = 1");
      String says = refused(StoreException.class, () -> store.read(SHOT).fetch());
      assertTrue(
          says.startsWith(
              "Cannot read shot: cannot read the row (shot_id="
                  + ID
                  + ", take=1): its "
                  + time.getKey()
                  + " is "),
          says);
      assertNotComputed(dsl, "its " + time.getKey() + " of shot is ");
      store.write(SHOT, List.of(shot(1, "p1", "s1")));
      database.execute("delete from \"shot\" where \"" + time.getKey() + "\" = " + time.getValue());
    }
    assertEquals(1, store.read(SHOT).fetch().size());
  }

  @Test
  void aNumberThatIsTooLargeForItsTypeIsAnError() throws Exception {
    try (TestDatabase own = fixture.open()) {
      MetadataStore in = storeOf(own.dsl(), Features.GRAPH);
      for (FeatureTable<?> table : List.of(SHOT, SHOT_NOTE_2, SHOT_GRADE)) {
        own.create(fixture.form().asThePeerMakesIt(), table);
      }
      in.write(SHOT, List.of(shot(1, "p", "s")));
      for (String column : List.of("lens", "reel", "take")) {
        own.execute("alter table \"shot\" drop column \"" + column + "\"");
        own.execute("alter table \"shot\" add column \"" + column + "\" bigint");
        own.execute("update \"shot\" set \"" + column + "\" = 4294967297");
        String says =
            refused(
                StoreException.class, () -> storeOf(own.dsl(), Features.GRAPH).read(SHOT).fetch());
        assertTrue(says.startsWith("Cannot read shot: cannot read the row (shot_id=" + ID), says);
        assertTrue(says.contains("): its " + column + " is 4294967297: "), says);
        own.execute("update \"shot\" set \"" + column + "\" = 1");
      }
      own.execute("update \"shot\" set \"take\" = 4294967297");
      String says =
          refused(
              StoreException.class,
              () -> storeOf(own.dsl(), Features.GRAPH).resolve(SHOT_GRADE).pending(Shots::grade));
      assertTrue(says.contains("4294967297"), says);
      assertEquals(0, own.dsl().fetchCount(SHOT_GRADE));
    }
  }

  /** Every engine and every way of reading refuses it, and names the row, the column, the value. */
  private void assertNotComputed(DSLContext of, String wrong) {
    String says =
        refused(
            StoreException.class,
            () -> storeOf(of, READING).resolve(SHOT_GRADE).pending(Shots::grade));
    assertTrue(says.contains("read the row (shot_id=" + ID + ", take=1): " + wrong), says);
    assertEquals(0, of.fetchCount(SHOT_GRADE, SHOT_GRADE.TAKE.eq(1)));
    of.deleteFrom(SHOT_GRADE).execute();
  }

  @Test
  void aNumberOfAWiderColumnIsKeptOrAnError() throws Exception {
    try (TestDatabase own = fixture.open()) {
      for (FeatureTable<?> table : List.of(SHOT, SHOT_NOTE_2, SHOT_GRADE)) {
        own.create(fixture.form().asThePeerMakesIt(), table);
      }
      storeOf(own.dsl(), Features.GRAPH)
          .write(SHOT, IntStream.range(0, 60).mapToObj(i -> shot(i, "p", "s")).toList());
      List<String[]> wider =
          List.of(
              new String[] {"lens", "smallint", "-7", "300"},
              new String[] {"reel", "integer", "-7", "70000"},
              new String[] {"gain", "double precision", "-0.5", "1e300"},
              new String[] {"gain", "double precision", "-0.5", "1e-300"});
      for (String[] each : wider) {
        own.execute("alter table \"shot\" drop column \"" + each[0] + "\"");
        own.execute("alter table \"shot\" add column \"" + each[0] + "\" " + each[1]);
        own.execute("update \"shot\" set \"" + each[0] + "\" = " + each[2]);
      }
      MetadataStore in = storeOf(own.dsl(), READING);
      ShotRecord kept = in.read(SHOT).where(SHOT.TAKE.eq(1)).fetch().get(0);
      assertEquals(
          List.of(-7, -7, -0.5F),
          List.of((int) kept.getLens(), (int) kept.getReel(), kept.getGain()));
      assertEquals(60, in.resolve(SHOT_GRADE).pending(UnreadableValuesTest::keptGrade));
      own.execute("delete from \"shot__grade\"");
      for (String[] each : wider) {
        String set = "update \"shot\" set \"" + each[0] + "\" = ";
        own.execute(set + each[3] + " where \"take\" = 1");
        assertEquals(
            "Cannot read shot: cannot read the row (shot_id="
                + ID
                + ", take=1): its "
                + each[0]
                + " is "
                + each[3],
            refused(StoreException.class, () -> in.read(SHOT).fetch())
                .replaceFirst(": Cannot.*", "")
                .replaceFirst("1(\\.0)?[eE]\\+?(-?300)$", "1e$2"));
        assertNotComputed(own.dsl(), "its " + each[0] + " of shot is ");
        own.execute(set + each[2]);
      }
    }
  }

  private static ShotGradeRecord keptGrade(Sample<ShotGradeRecord> sample) {
    ShotRecord shot = sample.from(SHOT);
    return sample.record().setGrade(shot.getLens() + " " + shot.getReel() + " " + shot.getGain());
  }
}
