package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.resolve.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Resolving samples that the caller provides, for a root or any other feature. */
class SamplesTest extends OnEveryDatabase {

  SamplesTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  private String counts(ShotRecord... samples) {
    return store.resolve(SHOT, List.of(samples)).counts().toString();
  }

  @Test
  void areNewThenFreshThenStaleThenOrphaned() {
    List<ShotRecord> samples = List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2"));
    try (Increment<ShotRecord> increment = store.resolve(SHOT, samples)) {
      assertEquals("new 2, stale 0, orphaned 0, pending 2", increment.counts().toString());
      assertEquals(2, increment.pending(Sample::record));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", increment.counts().toString());
    }
    try (Increment<ShotRecord> increment = store.resolve(SHOT, List.of(shot(2, "p2", "s2-new")))) {
      assertEquals("new 0, stale 1, orphaned 1, pending 1", increment.counts().toString());
      assertEquals(Status.STALE, increment.stale().fetch().get(0).status());
      assertEquals(1, increment.orphaned().fetch().get(0).getTake());
      assertEquals("/shots/1", increment.orphaned().fetch().get(0).getPath());
    }
  }

  @Test
  void areHandedOutInTheOrderInWhichTheyWereGiven() {
    List<ShotRecord> samples =
        List.of(shot(3, "p", "s"), shot(1, "p", "s"), shot(4, "p", "s"), shot(2, "p", "s"));
    assertEquals(
        List.of(3, 1, 4, 2),
        store.resolve(SHOT, samples).newSamples().fetch().stream()
            .map(sample -> sample.record().getTake())
            .toList());
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
  void noneOrphanWhatIsThere() {
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    assertEquals("new 0, stale 0, orphaned 1, pending 0", counts());
  }

  @Test
  void ofNothingAreNothing() {
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());
    assertEquals(List.of(), store.resolve(SHOT, List.of()).newSamples().fetch());
    assertEquals(0, store.resolve(SHOT, List.of()).pending(Sample::record));
  }

  /** H2's arrays hold at most 65,536 elements. */
  @Test
  void areAsManyAsTheCallerHas() {
    List<ShotNote_2Record> samples =
        IntStream.range(0, 66_000).mapToObj(i -> note(i, "n" + i)).toList();
    store.write(SHOT_NOTE_2, samples.subList(65_990, 66_000));
    Increment<ShotNote_2Record> increment = store.resolve(SHOT_NOTE_2, samples);
    assertEquals("new 65990, stale 0, orphaned 0, pending 65990", increment.counts().toString());
    assertEquals(65_990, dsl.fetchCount(increment.newSamples().asTable()));
  }

  @Test
  void thatAreDeclaredStaleAreComputedAgain() {
    store.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s")));
    assertEquals(
        "new 0, stale 1, orphaned 0, pending 1",
        store
            .resolve(
                SHOT,
                r ->
                    r.samples(List.of(shot(1, "p", "s"), shot(2, "p", "s")))
                        .staleIf(SHOT.TAKE.eq(2)))
            .counts()
            .toString());
  }

  @Test
  void areAllNewWithoutComparison() {
    store.write(SHOT, List.of(shot(1, "p", "s")));
    assertEquals(
        "new 2, stale 0, orphaned 0, pending 2",
        store
            .resolve(
                SHOT,
                r -> r.samples(List.of(shot(1, "p", "s"), shot(2, "p", "s"))).skipComparison())
            .counts()
            .toString());
  }

  @Test
  void areFilteredAsTheRowsThatAreThere() {
    store.write(SHOT, List.of(shot(1, "p", "s"), shot(7, "p", "s"), shot(8, "p", "s")));
    List<ShotRecord> samples =
        List.of(shot(1, "new", "s"), shot(2, "p", "s"), shot(6, "p", "s"), shot(7, "new", "s"));
    assertEquals(
        "new 1, stale 1, orphaned 1, pending 2",
        store
            .resolve(SHOT, r -> r.samples(samples).whereTarget(SHOT.TAKE.gt(5)))
            .counts()
            .toString());
    assertEquals(
        "new 1, stale 1, orphaned 0, pending 2",
        store
            .resolve(SHOT, r -> r.samples(samples).whereText("path IN ('/shots/1', '/shots/2')"))
            .counts()
            .toString());
  }

  @Nested
  class OfAFeatureThatDependsOnOthers {

    private ShotGradeRecord grade(int take, String version) {
      return new ShotGradeRecord()
          .setShotId(ID)
          .setTake(take)
          .setGrade("B")
          .setMetaxyProvenanceByField(
              Map.of("raw", version, "style", version, "everything", version));
    }

    @Test
    void areExpectedInsteadOfWhatTheUpstreamsSay() {
      store.write(SHOT, List.of(shot(1, "p", "s")));
      store.write(SHOT_GRADE, List.of(grade(2, "v"), grade(3, "v")));
      Increment<ShotGradeRecord> increment =
          store.resolve(SHOT_GRADE, List.of(grade(2, "v"), grade(3, "w"), grade(4, "v")));
      assertEquals("new 1, stale 1, orphaned 0, pending 2", increment.counts().toString());
      assertEquals(2, increment.pending(Sample::record));
      assertEquals(3, store.read(SHOT_GRADE).fetch().size());
    }

    @Test
    void haveNoUpstreamRows() {
      Sample<ShotGradeRecord> sample =
          store.resolve(SHOT_GRADE, List.of(grade(1, "v"))).newSamples().fetch().get(0);
      assertEquals(List.of(), sample.each(SHOT));
      assertEquals(true, sample.find(SHOT).isEmpty());
    }
  }

  @Nested
  class AreRefused {

    private String refusal(ShotRecord... samples) {
      return refused(InvalidRowException.class, () -> store.resolve(SHOT, Arrays.asList(samples)));
    }

    @Test
    void whenARootHasNone() {
      assertEquals(
          "Cannot resolve the root feature shot without samples; call resolve(table, samples)",
          refused(IllegalArgumentException.class, () -> store.resolve(SHOT)));
    }

    @Test
    void withoutAnId() {
      assertEquals(
          "Cannot resolve row 2 of shot (shot_id=null, take=2): it has no shot_id; set every id"
              + " column of the row",
          refusal(shot(1, "p", "s"), shot(2, "p", "s").setShotId(null)));
    }

    @Test
    void withTheirCount() {
      assertEquals(
          "Cannot resolve row 2 of shot (shot_id=null, take=2): it has no shot_id; set every id"
              + " column of the row (the first of 3 invalid rows)",
          refusal(
              shot(1, "p", "s"),
              shot(2, "p", "s").setShotId(null),
              shot(1, "q", "s"),
              shot(3, "p", "s").setTake(null)));
    }

    @Test
    void withAnIdTwice() {
      assertEquals(
          "Cannot resolve row 3 of shot (shot_id="
              + ID
              + ", take=1): row 1 has the same id; pass every id only once per call",
          refusal(
              shot(1, "p", "s"), shot(1, "p", "s").setShotId(new UUID(0, 1)), shot(1, "q", "s")));
    }

    @Test
    void withoutProvenance() {
      assertEquals(
          "Cannot resolve row 1 of shot (shot_id="
              + ID
              + ", take=1): it has no metaxy_provenance_by_field; set the hash of every field:"
              + " [picture_raw, sound]",
          refusal(shot(1, "p", "s").setMetaxyProvenanceByField(null)));
    }

    @Test
    void withoutTheProvenanceOfAField() {
      assertEquals(
          "Cannot resolve row 1 of shot (shot_id="
              + ID
              + ", take=1): metaxy_provenance_by_field has no sound; set the hash of every field:"
              + " [picture_raw, sound]",
          refusal(shot(1, "p", "s").setMetaxyProvenanceByField(Map.of("picture_raw", "p"))));
    }

    @Test
    void withAFieldThatThereIsNot() {
      assertEquals(
          "Cannot resolve row 1 of shot (shot_id="
              + ID
              + ", take=1): metaxy_provenance_by_field has [smell], which the feature does not"
              + " have; set exactly its fields: [picture_raw, sound]",
          refusal(
              shot(1, "p", "s")
                  .setMetaxyProvenanceByField(
                      Map.of("picture_raw", "p", "sound", "s", "smell", "x"))));
    }
  }
}
