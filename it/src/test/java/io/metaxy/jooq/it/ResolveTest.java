package io.metaxy.jooq.it;

import static io.metaxy.jooq.it.Shots.ID;
import static io.metaxy.jooq.it.Shots.md5;
import static io.metaxy.jooq.it.Shots.note;
import static io.metaxy.jooq.it.Shots.shot;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FeatureSpecBuilder;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.sql.Status;
import io.metaxy.jooq.store.Increment;
import io.metaxy.jooq.store.InvalidRowException;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.Sample;
import io.metaxy.jooq.store.StoreException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolving roots and 1:1 features, with composite ids of several types and every column type. */
class ResolveTest {

  private TestDatabase database;
  private DSLContext dsl;
  private MetadataStore store;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.with(SHOT, SHOT_GRADE, SHOT_NOTE_2);
    dsl = database.dsl();
    store = MetadataStore.of(dsl, Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static ShotGradeRecord grade(Sample<ShotGradeRecord> sample) {
    return sample.record().setGrade("A");
  }

  @Nested
  class Roots {

    @Test
    void samplesAreNewThenFreshThenStaleThenOrphaned() {
      List<ShotRecord> samples = List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2"));
      try (Increment<ShotRecord> increment = store.resolve(SHOT, samples)) {
        assertEquals("new 2, stale 0, orphaned 0", increment.counts().toString());
        assertEquals(2, increment.pending(Sample::record));
        assertEquals("new 0, stale 0, orphaned 0", increment.counts().toString());
      }
      try (Increment<ShotRecord> increment =
          store.resolve(SHOT, List.of(shot(2, "p2", "s2-new")))) {
        assertEquals("new 0, stale 1, orphaned 1", increment.counts().toString());
        assertEquals(Status.STALE, increment.stale().fetch().get(0).status());
        assertEquals(1, increment.orphaned().fetch().get(0).getTake());
        assertEquals("/shots/1", increment.orphaned().fetch().get(0).getPath());
      }
    }

    @Test
    void everyColumnTypeSurvives() {
      ShotRecord shot =
          shot(1, "p1", "s1")
              .setColor(true)
              .setThumbnail(new byte[] {1, 2, 3})
              .setScannedAt(OffsetDateTime.parse("2026-01-02T03:04:05.678901+02:00"))
              .setCounts(Map.of("faces", 2))
              .setBox(new Box(3, 4))
              .setOperatorName("Zoë");
      store.resolve(SHOT, List.of(shot, shot(2, "p", "s"))).pending(Sample::record);
      ShotRecord read = store.read(SHOT).where(SHOT.TAKE.eq(1)).fetch().get(0);
      assertEquals("/shots/1", read.getPath());
      assertEquals(true, read.getColor());
      assertEquals((byte) 1, read.getLens());
      assertEquals((short) 2, read.getReel());
      assertEquals(240L, read.getFrames());
      assertEquals(0.5f, read.getGain());
      assertEquals(10.0, read.getSeconds());
      assertEquals(new BigDecimal("12.50"), read.getCost());
      assertArrayEquals(new byte[] {1, 2, 3}, read.getThumbnail());
      assertEquals(Instant.parse("2026-01-02T03:04:05.678901Z"), read.getShotAt());
      assertEquals(shot.getScannedAt().toInstant(), read.getScannedAt().toInstant());
      assertEquals(LocalDate.of(2026, 1, 2), read.getDay());
      assertEquals(LocalDateTime.parse("2026-01-02T03:04:05.678901"), read.getSlate());
      assertEquals(LocalTime.parse("17:30:01.234567"), read.getSunset());
      assertEquals(Mood.TENSE, read.getMood());
      assertEquals(List.of("night", "ü \"quoted\""), read.getTags());
      assertEquals(Map.of("faces", 2), read.getCounts());
      assertEquals(new Box(3, 4), read.getBox());
      assertEquals("Zoë", read.getOperatorName());
    }

    @Test
    void noSamplesOrphanWhatIsThere() {
      store.write(SHOT, List.of(shot(1, "p1", "s1")));
      assertEquals(
          "new 0, stale 0, orphaned 1", store.resolve(SHOT, List.of()).counts().toString());
    }

    /** H2's arrays hold 65,536 elements. */
    @Test
    void moreSamplesThanAnArrayHoldsAreOneStatement() {
      List<ShotRecord> samples =
          IntStream.range(0, 70_000).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
      assertEquals(
          "new 70000, stale 0, orphaned 0", store.resolve(SHOT, samples).counts().toString());
      store.write(SHOT, samples.subList(69_990, 70_000));
      assertEquals(
          "new 69990, stale 0, orphaned 0", store.resolve(SHOT, samples).counts().toString());
    }

    @Test
    void aRootWithoutSamplesIsRefused() {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> store.resolve(SHOT));
      assertEquals(
          "Cannot resolve the root feature shot without samples; call resolve(table, samples)",
          refused.getMessage());
    }

    @Test
    void aSampleWithoutIdIsRefused() {
      List<ShotRecord> samples = List.of(shot(1, "p", "s"), shot(2, "p", "s").setShotId(null));
      InvalidRowException refused =
          assertThrows(InvalidRowException.class, () -> store.resolve(SHOT, samples));
      assertEquals(
          "Cannot resolve row 2 of shot (shot_id=null, take=2): it has no shot_id; set every id"
              + " column of the row",
          refused.getMessage());
    }
  }

  @Nested
  class Dependents {

    @Test
    void theHashIsOfTheTextThatSemanticsSays() {
      store.write(SHOT, List.of(shot(1, "p1", "s1")));
      store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
      String raw = md5("raw|__metaxy_initial__|shot.picture/raw|p1");
      String style =
          md5("style|__metaxy_initial__|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|n1");
      String everything =
          md5("everything|ü|\"2\"|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|n1");
      assertEquals(
          Map.of("raw", raw, "style", style, "everything", everything), sample.provenanceByField());
      assertEquals(md5(everything + "|" + raw + "|" + style), sample.provenance());
    }

    @Test
    void aMissingOptionalRowCountsAsEmptyText() {
      store.write(SHOT, List.of(shot(1, "p1", "s1")));
      Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
      assertEquals(
          md5("everything|ü|\"2\"|shot.picture/raw|p1|shot.sound|s1|shot/note-2.text|"),
          sample.provenanceByField().get("everything"));
      assertEquals(true, sample.find(SHOT_NOTE_2).isEmpty());
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> sample.from(SHOT_NOTE_2));
      assertEquals(
          "Cannot find a row of the optional upstream shot/note-2 for the sample {shot_id="
              + ID
              + ", take=1} of shot/grade; ask with find(...)",
          refused.getMessage());
    }

    @Test
    void aNoteWithoutShotMakesNoSample() {
      store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      assertEquals("new 0, stale 0, orphaned 0", store.resolve(SHOT_GRADE).counts().toString());
    }

    @Test
    void theUpstreamsColumnsAreTyped() {
      store.write(
          SHOT, List.of(shot(1, "p1", "s1").setBox(new Box(3, 4)).setThumbnail(new byte[] {7})));
      store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
      ShotRecord shot = sample.from(SHOT);
      assertEquals(ID, shot.getShotId());
      assertEquals("/shots/1", shot.getPath());
      assertEquals(Mood.TENSE, shot.getMood());
      assertEquals(List.of("night", "ü \"quoted\""), shot.getTags());
      assertEquals(new Box(3, 4), shot.getBox());
      assertArrayEquals(new byte[] {7}, shot.getThumbnail());
      assertEquals(10.0, shot.getSeconds());
      assertNull(shot.getReel(), "reel is not selected");
      ShotNote_2Record note = sample.from(SHOT_NOTE_2);
      assertEquals("a note", note.getText());
      assertEquals(1, note.getTakeNumber());
      assertNull(note.getPath(), "path is not selected");
    }

    @Test
    void whatChangesUpstreamIsStale() {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      assertEquals(2, store.resolve(SHOT_GRADE).pending(ResolveTest::grade));
      assertEquals("new 0, stale 0, orphaned 0", store.resolve(SHOT_GRADE).counts().toString());
      store.write(SHOT_NOTE_2, List.of(note(2, "n1")));
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      assertEquals("new 0, stale 1, orphaned 0", increment.counts().toString());
      assertEquals(2, increment.stale().fetch().get(0).record().getTake());
      store.delete(SHOT, SHOT.TAKE.eq(1));
      assertEquals("new 0, stale 1, orphaned 1", store.resolve(SHOT_GRADE).counts().toString());
      assertEquals("A", store.resolve(SHOT_GRADE).orphaned().fetch().get(0).getGrade());
      store.write(SHOT, List.of(shot(1, "p1", "s1")));
      assertEquals("new 0, stale 1, orphaned 0", store.resolve(SHOT_GRADE).counts().toString());
    }

    @Test
    void anOverriddenDataVersionIsWhatDownstreamSees() {
      ShotRecord shot =
          shot(1, "p1", "s1")
              .setMetaxyDataVersionByField(Map.of("picture_raw", "mine", "sound", "s1"));
      store.write(SHOT, List.of(shot));
      assertEquals(
          md5("raw|__metaxy_initial__|shot.picture/raw|mine"),
          store.resolve(SHOT_GRADE).newSamples().fetch().get(0).provenanceByField().get("raw"));
      assertEquals(
          "new 0, stale 0, orphaned 0",
          store.resolve(SHOT, List.of(shot(1, "p1", "s1"))).counts().toString());
    }

    /**
     * H2 has no function that reads a JSON string as text; these are what its escapes can get
     * wrong.
     */
    @Test
    void versionsOfAnyTextAreHashedAsTheyAre() {
      List<String> odd =
          List.of(
              "",
              "\"",
              "\"quoted\"",
              "\\",
              "a\\nb",
              "line\nbreak\ttab\rreturn\b\f",
              "|",
              "null",
              "\u0001\u001f\u007f",
              "ü ß 音声 \uD83D\uDE00",
              "\u2028\u2029",
              "'",
              "1",
              "{}",
              "\\u0041");
      List<ShotRecord> shots =
          IntStream.range(0, odd.size()).mapToObj(i -> shot(i, odd.get(i), "s")).toList();
      store.write(SHOT, shots);
      List<Sample<ShotGradeRecord>> samples = store.resolve(SHOT_GRADE).newSamples().fetch();
      assertEquals(odd.size(), samples.size());
      for (Sample<ShotGradeRecord> sample : samples) {
        String version = odd.get(sample.record().getTake());
        assertEquals(
            md5("raw|__metaxy_initial__|shot.picture/raw|" + version),
            sample.provenanceByField().get("raw"),
            version);
      }
      assertEquals(
          odd,
          dsl.select(SHOT.pictureRawDataVersion())
              .from(store.current(SHOT))
              .orderBy(SHOT.TAKE)
              .fetch(SHOT.pictureRawDataVersion()));
    }

    @Test
    void aVersionThatIsNotThereBreaksTheSampleAndIsNamed() {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      dsl.update(SHOT)
          .set(SHOT.METAXY_DATA_VERSION_BY_FIELD, Map.of("picture_raw", "p2"))
          .where(SHOT.TAKE.eq(2))
          .execute();
      StoreException refused =
          assertThrows(StoreException.class, () -> store.resolve(SHOT_GRADE).counts());
      assertEquals(
          "Cannot resolve shot/grade: 1 sample is broken, first {shot_id="
              + ID
              + ", take=2}, whose upstream row holds no version of shot.sound; write that row again"
              + " with every field",
          refused.getMessage());
      List<Sample<ShotGradeRecord>> computed = new ArrayList<>();
      StoreException again =
          assertThrows(
              StoreException.class,
              () ->
                  store
                      .resolve(SHOT_GRADE)
                      .pending(
                          sample -> {
                            computed.add(sample);
                            return grade(sample);
                          }));
      assertEquals(refused.getMessage(), again.getMessage());
      assertEquals(List.of(), computed);
    }

    @Test
    void resolvingIsOneStatementThatSendsOnlyWhatIsToBeDone() {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      store.resolve(SHOT_GRADE).pending(ResolveTest::grade);
      store.write(SHOT, List.of(shot(2, "p2-new", "s2")));
      List<String> statements = new ArrayList<>();
      List<Integer> rows = new ArrayList<>();
      ExecuteListener listener =
          new ExecuteListener() {
            @Override
            public void executeEnd(ExecuteContext ctx) {
              statements.add(ctx.sql());
            }

            @Override
            public void recordEnd(ExecuteContext ctx) {
              rows.add(1);
            }
          };
      DSLContext watched = DSL.using(dsl.configuration().deriveAppending(listener));
      Increment<ShotGradeRecord> increment = store.using(watched).resolve(SHOT_GRADE);
      assertEquals(1, increment.stale().fetch().size());
      assertEquals(1, statements.size());
      assertEquals(1, rows.size());
    }
  }

  @Nested
  class Pending {

    @BeforeEach
    void fiveShots() {
      store.write(SHOT, IntStream.range(0, 5).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
    }

    @Test
    void aFailureKeepsTheChunksBeforeIt() {
      IllegalStateException failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  store
                      .withChunkRows(2)
                      .resolve(SHOT_GRADE)
                      .pending(
                          sample -> {
                            if (sample.record().getTake() == 4) {
                              throw new IllegalStateException("no light");
                            }
                            return grade(sample);
                          }));
      assertEquals("no light", failure.getMessage());
      assertEquals(
          List.of(0, 1, 2, 3),
          dsl.select(SHOT_GRADE.TAKE).from(SHOT_GRADE).orderBy(1).fetch(SHOT_GRADE.TAKE));
      assertEquals(1, store.resolve(SHOT_GRADE).pending(ResolveTest::grade));
    }

    @Test
    void aRecordOfAnotherSampleIsRefused() {
      InvalidRowException refused =
          assertThrows(
              InvalidRowException.class,
              () -> store.resolve(SHOT_GRADE).pending(sample -> grade(sample).setTake(9)));
      assertEquals(
          "Cannot write a record with take=9 for the sample {shot_id="
              + ID
              + ", take=0} of shot/grade; start from sample.record(), which has the ids",
          refused.getMessage());
      assertEquals(0, dsl.fetchCount(SHOT_GRADE));
    }

    @Test
    void aRecordWithoutARequiredColumnIsRefused() {
      InvalidRowException refused =
          assertThrows(
              InvalidRowException.class, () -> store.resolve(SHOT_GRADE).pending(Sample::record));
      assertEquals(
          "Cannot write row 1 of shot/grade (shot_id="
              + ID
              + ", take=0): it has no grade, which must not be null; set the column, or declare it"
              + " nullable in the spec",
          refused.getMessage());
    }

    @Test
    void anIncrementEndsWhenItIsClosed() {
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      increment.close();
      IllegalStateException refused = assertThrows(IllegalStateException.class, increment::counts);
      assertEquals(
          "Cannot use the increment of shot/grade after it was closed; resolve again",
          refused.getMessage());
    }

    @Test
    void aStrangersTableIsRefused() {
      Sample<ShotGradeRecord> sample = store.resolve(SHOT_GRADE).newSamples().fetch().get(0);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> sample.from(SHOT_GRADE));
      assertEquals(
          "Cannot find upstream shot/grade of feature shot/grade (must be one of [shot,"
              + " shot/note-2]); add .dependsOn(\"shot/grade\") to the spec",
          refused.getMessage());
    }
  }

  /** A store in which the grade depends on the shot as the sentence says. */
  private MetadataStore gradedBy(UnaryOperator<FeatureSpecBuilder.Dep> dep) {
    FeatureSpec spec =
        FeatureSpec.of("shot/grade")
            .id("shot_id", "take")
            .dependsOn("shot", dep)
            .fields("raw", "style", "everything")
            .build();
    FeatureDefinition grade = Features.GRAPH.plan(FeatureKey.of("shot/grade")).definition();
    return MetadataStore.of(dsl, Features.GRAPH.with(grade.withSpec(spec)));
  }

  @Nested
  class Filters {

    @BeforeEach
    void threeShots() {
      store.write(
          SHOT,
          List.of(
              shot(0, "p0", "s0"),
              shot(1, "p1", "s1").setColor(true).setSeconds(2.5),
              shot(2, "p2", "s2").setColor(false).setDay(LocalDate.of(2020, 1, 1))));
    }

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
            color                                       ~ [1]
            NOT color                                   ~ [2]
            color IS NULL OR color = TRUE               ~ [0, 1]
            day >= '2021-01-01'                         ~ [0, 1]
            mood = 'TENSE' AND day < '2021-01-01'       ~ [2]
            shot_at = '2026-01-02T03:04:05.678901Z'     ~ [0, 1, 2]
            """)
    void seeTheUpstreamsColumnsByTheirNewNames(String filter, String takes) {
      MetadataStore filtered =
          gradedBy(dep -> dep.rename("path", "shot_path").select("shot_path").where(filter));
      assertEquals(
          takes,
          filtered.resolve(SHOT_GRADE).newSamples().fetch().stream()
              .map(sample -> sample.record().getTake())
              .toList()
              .toString());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '~',
        textBlock =
            """
            path = 'x'     ~ Cannot use filter "path = 'x'": there is no column path
            seconds = 'x'  ~ Cannot use filter "seconds = 'x'": column seconds is a Double, which x is not; correct the value
            mood > 3       ~ Cannot use filter "mood > 3": column mood is a String, which 3 is not; correct the value
            mood           ~ Cannot use filter "mood": column mood is a String, which true is not; correct the value
            day = 'today'  ~ Cannot use filter "day = 'today'": column day is a LocalDate, which today is not; correct the value
            """)
    void thatDoNotFitAreRefused(String filter, String refusal) {
      MetadataStore filtered = gradedBy(dep -> dep.rename("path", "shot_path").where(filter));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> filtered.resolve(SHOT_GRADE));
      assertEquals(refusal, refused.getMessage().replaceAll(" \\(must be one of .*", ""));
    }
  }

  @Test
  void samplesOfAFeatureThatDependsOnOthersAreRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> store.resolve(SHOT_GRADE, List.of()));
    assertEquals(
        "Cannot resolve shot/grade by given samples, because it depends on other features; call"
            + " resolve(table)",
        refused.getMessage());
  }

  @Test
  void whatThisVersionDoesNotResolveIsRefused() {
    MetadataStore aggregated = gradedBy(dep -> dep.lineage(Lineage.aggregation()));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> aggregated.resolve(SHOT_GRADE));
    assertEquals(
        "Cannot resolve shot/grade by its dependency on shot, which is not 1:1 (must be 1:1 on the"
            + " same id columns in this version)",
        refused.getMessage());
  }
}
