package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.ResolveOptions;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.store.MetadataStore;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of every kind, staleness predicates, and resolving without a comparison. */
class FilteringTest extends ByEveryEngine {

  FilteringTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, SHOT_FRAME, UTTERANCE, SPEAKER_SUMMARY);
  }

  /** Returns a store in which the grade depends on the shot as given. */
  private MetadataStore gradedBy(UnaryOperator<FeatureSpecBuilder.Dep> dep) {
    return storeWith(
        FeatureSpec.of("shot/grade")
            .id("shot_id", "take")
            .dependsOn("shot", dep)
            .fields("raw", "style", "everything")
            .build());
  }

  private String grades(UnaryOperator<ResolveOptions<ShotGradeRecord>> options) {
    return store.resolve(SHOT_GRADE, options).counts().toString();
  }

  private String refusedGrades(UnaryOperator<ResolveOptions<ShotGradeRecord>> options) {
    return refused(IllegalArgumentException.class, () -> store.resolve(SHOT_GRADE, options));
  }

  private static List<Integer> takes(MetadataStore store) {
    return store.resolve(SHOT_GRADE).newSamples().fetch().stream()
        .map(sample -> sample.record().getTake())
        .toList();
  }

  @BeforeEach
  void threeShots() {
    store.write(
        SHOT,
        List.of(
            shot(0, "p0", "s0"),
            shot(1, "p1", "s1").setColor(true).setSeconds(2.5),
            shot(2, "p2", "s2")
                .setColor(false)
                .setDay(LocalDate.of(2020, 1, 1))
                .setScannedAt(OffsetDateTime.parse("2026-01-02T00:00:00+02:00"))));
  }

  @Nested
  class InTheSpec {

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        textBlock =
            """
            shot_path <> '/shots/1'                     ~ [0, 2]
            seconds > 2.5                               ~ [0, 2]
            take < 1.5                                  ~ [0, 1]
            take IN (0, 2) AND NOT (take = 2)           ~ [0]
            take NOT IN (0, 2)                          ~ [1]
            2 > take                                    ~ [0, 1]
            color                                       ~ [1]
            NOT color                                   ~ [2]
            color IS NULL OR color = TRUE               ~ [0, 1]
            color = NULL                                ~ [0]
            color IS NOT NULL                           ~ [1, 2]
            day >= '2021-01-01'                         ~ [0, 1]
            mood = 'TENSE' AND day < '2021-01-01'       ~ [2]
            shot_at = '2026-01-02T03:04:05.678901Z'     ~ [0, 1, 2]
            scanned_at < '2026-01-02T00:00:00Z'         ~ [2]
            sunset > '17:30:01.234566'                  ~ [0, 1, 2]
            cost = 12.5 and lens != 2 and reel >= 2     ~ [0, 1, 2]
            "take" = 1                                  ~ [1]
            take < lens                                 ~ [0]
            take < seconds AND cost > take              ~ [0, 1, 2]
            shot_at < scanned_at OR take = 0            ~ [0]
            scanned_at < shot_at                        ~ [2]
            thumbnail IS NULL AND tags IS NOT NULL      ~ [0, 1, 2]
            take < 2e0 AND seconds < 1e2                ~ [0, 1]
            take < 1e300 AND seconds > -1e39            ~ [0, 1, 2]
            take < 123456789012345678901234567890123456789012345 ~ [0, 1, 2]
            cost <> 0.1234567890123456789012345678901234567890123456 ~ [0, 1, 2]
            """)
    void seeTheUpstreamsColumnsByTheirNewNames(String filter, String takes) {
      MetadataStore filtered =
          gradedBy(dep -> dep.rename("path", "shot_path").select("shot_path").where(filter));
      assertEquals(takes, takes(filtered).toString());
    }

    @Test
    void areAllTrue() {
      MetadataStore filtered = gradedBy(dep -> dep.where("take > 0").where("take < 2"));
      assertEquals(List.of(1), takes(filtered));
    }

    @Test
    void seeTheLatestRowOfAnIdOnly() {
      store.write(SHOT, List.of(shot(1, "p1", "s1").setSeconds(99.0)));
      MetadataStore filtered = gradedBy(dep -> dep.where("seconds < 50"));
      assertEquals(List.of(0, 2), takes(filtered));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        textBlock =
            """
            path = 'x'     ~ Cannot use filter "path = 'x'" on shot at position 1: there is no column path
            seconds = 'x'  ~ Cannot use filter "seconds = 'x'" on shot at position 1: column seconds has type Double, which does not match x; correct the value
            mood > 3       ~ Cannot use filter "mood > 3" on shot at position 1: column mood has type String, which does not match 3; correct the value
            mood           ~ Cannot use filter "mood" on shot at position 1: column mood has type String, which does not match true; correct the value
            day = 'today'  ~ Cannot use filter "day = 'today'" on shot at position 1: column day has type LocalDate, which does not match today; correct the value
            take > 0 AND (seconds = 'x')  ~ Cannot use filter "take > 0 AND (seconds = 'x')" on shot at position 15: column seconds has type Double, which does not match x; correct the value
            0 < takes      ~ Cannot use filter "0 < takes" on shot at position 5: there is no column takes
            mood = take    ~ Cannot use filter "mood = take" on shot at position 8: column mood has type String and take has type Integer; compare columns of the same type
            day < shot_at  ~ Cannot use filter "day < shot_at" on shot at position 7: column day has type LocalDate and shot_at has type Instant; compare columns of the same type
            tags = 'x'     ~ Cannot use filter "tags = 'x'" on shot at position 1: column tags has type JSON, which filters cannot compare; test it with IS NULL, or leave it out
            tags IN ('x')  ~ Cannot use filter "tags IN ('x')" on shot at position 1: column tags has type JSON, which filters cannot compare; test it with IS NULL, or leave it out
            tags = tags    ~ Cannot use filter "tags = tags" on shot at position 1: column tags has type JSON, which filters cannot compare; test it with IS NULL, or leave it out
            thumbnail = 'x' ~ Cannot use filter "thumbnail = 'x'" on shot at position 1: column thumbnail has type byte[], which filters cannot compare; test it with IS NULL, or leave it out
            thumbnail      ~ Cannot use filter "thumbnail" on shot at position 1: column thumbnail has type byte[], which filters cannot compare; test it with IS NULL, or leave it out
            take = 1e400   ~ Cannot use filter "take = 1e400" on shot at position 1: column take cannot hold a value as large as 1E+400; correct the value
            """)
    void thatDoNotFitAreRefused(String filter, String refusal) {
      MetadataStore filtered = gradedBy(dep -> dep.rename("path", "shot_path").where(filter));
      assertEquals(
          refusal,
          refused(IllegalArgumentException.class, () -> filtered.resolve(SHOT_GRADE))
              .replaceAll(" \\(must be one of .*", ""));
    }
  }

  @Nested
  class OnOneFeature {

    @Test
    void keepTheUpstreamsRowsByTheirLatestState() {
      store.write(SHOT, List.of(shot(2, "p2", "s2").setSeconds(1.0)));
      assertEquals(
          "new 1, stale 0, orphaned 0, pending 1",
          grades(r -> r.where(SHOT, SHOT.SECONDS.gt(5.0))));
    }

    @Test
    void areAllTrue() {
      assertEquals(
          "new 1, stale 0, orphaned 0, pending 1",
          grades(r -> r.where(SHOT, SHOT.TAKE.gt(0)).where(SHOT, SHOT.TAKE.lt(2))));
    }

    @Test
    void makeAnOptionalUpstreamsRowMissing() {
      store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      assertEquals(
          "new 0, stale 1, orphaned 0, pending 1",
          grades(r -> r.where(SHOT_NOTE_2, SHOT_NOTE_2.TEXT.eq("none such"))));
    }

    @Test
    void orphanWhatIsMadeFromRowsThatTheyHide() {
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      assertEquals(
          "new 0, stale 0, orphaned 2, pending 0", grades(r -> r.where(SHOT, SHOT.TAKE.eq(1))));
    }

    @Test
    void hideTheFeaturesOwnRows() {
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      assertEquals(
          "new 2, stale 0, orphaned 0, pending 2",
          grades(r -> r.whereTarget(SHOT_GRADE.TAKE.eq(1))));
      assertEquals(
          "new 2, stale 0, orphaned 0, pending 2",
          grades(r -> r.where(SHOT_GRADE, SHOT_GRADE.TAKE.eq(1))));
    }

    @Test
    void areRefusedOnAFeatureThatItIsNotMadeFrom() {
      assertEquals(
          "Cannot filter utterance when resolving shot/grade, which does not depend on it (must be"
              + " one of [shot/grade, shot, shot/note-2]); remove the filter",
          refusedGrades(r -> r.where(UTTERANCE, UTTERANCE.NUMBER.eq(1))));
    }

    @Test
    void areRefusedOnTheColumnsOfAnother() {
      assertEquals(
          "Cannot use the filter (\"shot__note_2\".\"text\" = 'x') on shot: column text belongs to"
              + " table shot__note_2; use the columns of shot",
          refusedGrades(r -> r.where(SHOT, SHOT_NOTE_2.TEXT.eq("x"))));
    }

    @Test
    void areRefusedOnAColumnThatThereIsNot() {
      assertEquals(
          "Cannot use filter \"smell = 1\" on shot/grade at position 1: there is no column smell",
          refusedGrades(r -> r.whereText("smell = 1")).replaceAll(" \\(must be one of .*", ""));
    }
  }

  @Nested
  class OnEveryFeature {

    @Test
    void keepRowsOfTheUpstreamsAndOfTheFeature() {
      store.write(SHOT_NOTE_2, List.of(note(1, "n1"), note(2, "n2")));
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      assertEquals("new 0, stale 0, orphaned 0, pending 0", grades(r -> r.whereText("take = 1")));
      store.delete(SHOT, SHOT.TAKE.eq(1));
      assertEquals("new 0, stale 0, orphaned 1, pending 0", grades(r -> r.whereText("take = 1")));
    }

    @Test
    void areAllTrue() {
      assertEquals(
          "new 1, stale 0, orphaned 0, pending 1",
          grades(r -> r.whereText("take > 0").whereText("take < 2")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        textBlock =
            """
            take =               ~ Cannot read filter "take =" at position 7: expected a column or a value but the text ends; correct the filter
            take ; 1             ~ Cannot read filter "take ; 1" at position 6: unknown character; quote strings with ' and columns with "
            lower(path) = 'x'    ~ Cannot read filter "lower(path) = 'x'" at position 6: functions are not supported; compare columns with values
            take IN (SELECT 1)   ~ Cannot read filter "take IN (SELECT 1)" at position 10: IN accepts only literals, and not NULL; remove the others, or use IS NULL
            1                    ~ Cannot read filter "1" at position 1: a value alone is not a condition; compare it with a column
            1 = 1                ~ Cannot read filter "1 = 1" at position 1: two values are not a condition; compare a column with one
            1 < 'a'              ~ Cannot read filter "1 < 'a'" at position 1: two values are not a condition; compare a column with one
            take IS TRUE         ~ Cannot read filter "take IS TRUE" at position 9: expected NULL but found "TRUE"; correct the filter
            take > NULL          ~ Cannot read filter "take > NULL" at position 6: NULL can only be compared with a column by = or <>; write <column> IS NULL
            """)
    void thatAreNoConditionAreRefusedAtTheirPlace(String filter, String refusal) {
      assertEquals(refusal, refusedGrades(r -> r.whereText(filter)));
    }
  }

  @Nested
  class OnGivenSamples {

    private List<ShotRecord> shots;

    @BeforeEach
    void twoShots() {
      shots = List.of(shot(7, "p7", "s7").setThumbnail(new byte[] {1}), shot(8, "p8", "s8"));
    }

    private String refusedShots(UnaryOperator<ResolveOptions<ShotRecord>> options) {
      return refused(
          IllegalArgumentException.class,
          () -> store.resolve(SHOT, r -> options.apply(r.samples(shots))));
    }

    @Test
    void leaveOutThoseThatDoNotSatisfyThem() {
      assertEquals(
          "new 1, stale 0, orphaned 0, pending 1",
          store.resolve(SHOT, r -> r.samples(shots).whereText("take = 8")).counts().toString());
    }

    @Test
    void areRefusedOnColumnsThatTheDatabaseIsNotGiven() {
      String refusal =
          "Cannot filter the supplied samples of shot by their column thumbnail, because the"
              + " database evaluates the filter and does not accept BINARY values; filter the"
              + " samples"
              + " before supplying them";
      assertEquals(refusal, refusedShots(r -> r.whereText("thumbnail IS NULL")));
      assertEquals(refusal, refusedShots(r -> r.whereTarget(SHOT.THUMBNAIL.isNotNull())));
      assertEquals(
          refusal.replace("thumbnail", "tags").replace("BINARY", "JSON"),
          refusedShots(r -> r.whereText("take = 8 AND tags IS NOT NULL")));
    }
  }

  @Nested
  class OnAnAggregatedUpstream {

    private String summaries(UnaryOperator<ResolveOptions<SpeakerSummaryRecord>> options) {
      return store.resolve(SPEAKER_SUMMARY, options).counts().toString();
    }

    @BeforeEach
    void twoSpeakers() {
      store.write(
          UTTERANCE,
          List.of(
              said("r1", 1, "ann", "v1"),
              said("r1", 2, "ann", "v2").setSeconds(2.0),
              said("r1", 3, "bob", "v3").setSeconds(2.0)));
      store.resolve(SPEAKER_SUMMARY).pending(Speech::summary);
    }

    @Test
    void leaveRowsOutOfTheGroups() {
      assertEquals(
          "new 0, stale 1, orphaned 1, pending 1",
          summaries(r -> r.where(UTTERANCE, UTTERANCE.SECONDS.gt(5.0))));
    }

    @Test
    void leaveThemOutOfTheInputsToo() {
      assertEquals(
          List.of(1),
          store
              .resolve(SPEAKER_SUMMARY, r -> r.where(UTTERANCE, UTTERANCE.SECONDS.gt(5.0)))
              .stale()
              .fetch()
              .get(0)
              .each(UTTERANCE)
              .stream()
              .map(u -> u.getNumber())
              .toList());
    }

    @Test
    void useNamesDownstreamInText() {
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          summaries(r -> r.whereText("speaker_id = 'ann'")));
      assertEquals(
          "Cannot use filter \"speaker = 'ann'\" on speaker/summary at position 1: there is no"
              + " column speaker (must be one of [speaker_id, text, utterances]); correct the name",
          refused(
              IllegalArgumentException.class,
              () -> store.resolve(SPEAKER_SUMMARY, r -> r.whereText("speaker = 'ann'"))));
    }

    @Test
    void declareStaleByTheFeaturesOwnRow() {
      assertEquals(
          "new 0, stale 1, orphaned 0, pending 1",
          summaries(r -> r.staleIf(SPEAKER_SUMMARY.UTTERANCES.eq(2))));
    }
  }

  @Nested
  class StaleIf {

    @BeforeEach
    void threeGrades() {
      store.resolve(SHOT_GRADE).pending(Shots::grade);
    }

    @Test
    void makesAFreshRowStaleWithTheHashesThatItHas() {
      var sample =
          store.resolve(SHOT_GRADE, r -> r.staleIf(SHOT_GRADE.TAKE.eq(1))).stale().fetch().get(0);
      assertEquals(1, sample.record().getTake());
      assertEquals(
          store.read(SHOT_GRADE).where(SHOT_GRADE.TAKE.eq(1)).fetch().get(0).provenanceByField(),
          sample.provenanceByField());
    }

    @Test
    void severalAreAny() {
      assertEquals(
          "new 0, stale 2, orphaned 0, pending 2",
          grades(r -> r.staleIf(SHOT_GRADE.TAKE.eq(1)).staleIf(SHOT_GRADE.TAKE.eq(2))));
    }

    @Test
    void ofNothingKnownDoesNotHold() {
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          grades(r -> r.staleIf(SHOT_GRADE.METAXY_MATERIALIZATION_ID.eq("run-7"))));
    }

    @Test
    void seesTheLatestRow() {
      store.write(
          SHOT_GRADE,
          store.read(SHOT_GRADE).where(SHOT_GRADE.TAKE.eq(1)).fetch().stream()
              .map(grade -> grade.setGrade("C"))
              .toList());
      assertEquals(
          "new 0, stale 2, orphaned 0, pending 2",
          grades(r -> r.staleIf(SHOT_GRADE.GRADE.eq("A"))));
    }

    @Test
    void ofOneChildMakesItsParentStale() {
      store
          .resolve(SHOT_FRAME)
          .pendingMany(
              sample ->
                  List.of(
                      sample.record().setFrame(1).setFile("1.png"),
                      sample.record().setFrame(2).setFile("2.png")));
      assertEquals(
          "new 0, stale 1, orphaned 0, pending 1",
          store
              .resolve(
                  SHOT_FRAME,
                  r -> r.staleIf(SHOT_FRAME.TAKE.eq(1).and(SHOT_FRAME.FILE.eq("2.png"))))
              .counts()
              .toString());
    }

    @Test
    void isRefusedOnAForeignTable() {
      assertEquals(
          "Cannot use the staleness predicate (\"shot\".\"take\" = 1) on shot/grade: column take"
              + " belongs to table shot; use the columns of shot__grade",
          refusedGrades(r -> r.staleIf(SHOT.TAKE.eq(1))));
    }

    @Test
    void isRefusedOnAColumnThatThereIsNot() {
      String says =
          refused(
              StoreException.class,
              () -> store.resolve(SHOT_GRADE, r -> r.staleIf(DSL.condition("smell = 1"))).counts());
      assertTrue(says.matches("Cannot resolve shot/grade: the database says: .*(?i)smell.*"), says);
    }
  }

  @Test
  void withoutComparisonEverythingExpectedIsNew() {
    store.resolve(SHOT_GRADE).pending(Shots::grade);
    store.delete(SHOT, SHOT.TAKE.eq(2));
    assertEquals("new 2, stale 0, orphaned 0, pending 2", grades(r -> r.skipComparison()));
    assertEquals(2, store.resolve(SHOT_GRADE, r -> r.skipComparison()).pending(Shots::grade));
    assertEquals(
        Map.of(0, 2, 1, 2, 2, 1),
        store.read(SHOT_GRADE).history().fetch().intoGroups(SHOT_GRADE.TAKE).entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().size())));
  }
}
