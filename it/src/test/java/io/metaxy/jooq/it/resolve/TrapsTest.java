package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Surprising behavior of databases. */
@Isolated("sets the time zone of the JVM")
class TrapsTest extends ByEveryEngine {

  /** Ordered by UTF-8 bytes, unlike in any language. */
  private static final List<String> BY_BYTES =
      List.of(
          "A",
          "A B",
          "A-B",
          "B10",
          "B9",
          "Z",
          "_",
          "a",
          "aa",
          "b",
          "z",
          "\u00E4",
          "\u00E9z",
          "\uFF5E",
          "\uD83D\uDE00");

  TrapsTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  /** DuckDB's arg_max skips NULL: the time of a deletion would come from an older row. */
  @Test
  void argMaxAndNullARevivedRowStaysRevived() {
    store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    store.delete(SHOT, SHOT.TAKE.eq(1));
    store.write(SHOT, List.of(shot(1, "p1-again", "s1")));
    assertEquals(2, store.read(SHOT).fetch().size());
    List<Sample<?>> samples = List.copyOf(store.resolve(SHOT_GRADE).newSamples().fetch());
    assertEquals(2, samples.size());
    assertEquals(
        md5("raw|__metaxy_initial__|shot.picture/raw|p1-again"),
        samples.get(0).provenanceByField().get("raw"));
    store.delete(SHOT, SHOT.TAKE.eq(1));
    assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(SHOT_GRADE));
  }

  /** A column that is NULL in the latest row is NULL, not its earlier value. */
  @Test
  void argMaxAndNullAColumnThatWasEmptiedStaysEmpty() {
    store.write(SHOT, List.of(shot(1, "p1", "s1").setColor(true)));
    store.write(SHOT, List.of(shot(1, "p1", "s1")));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        store.resolve(SHOT_GRADE, r -> r.where(SHOT, SHOT.COLOR.isNotNull())).counts().toString());
  }

  /** H2's QUALIFY sees rows before the window if there is another condition. */
  @Test
  void qualifyOnH2AFilterSeesTheLatestRowOnly() {
    store.write(SHOT, List.of(shot(1, "old", "s").setSeconds(99.0)));
    store.write(SHOT, List.of(shot(1, "new", "s").setSeconds(1.0)));
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0",
        store.resolve(SHOT_GRADE, r -> r.where(SHOT, SHOT.SECONDS.gt(50.0))).counts().toString());
    assertEquals(0, store.read(SHOT).where(SHOT.SECONDS.gt(50.0)).fetch().size());
    assertEquals(0, store.delete(SHOT, SHOT.SECONDS.gt(50.0)));
  }

  @Test
  void collationsAGroupIsHashedInTheOrderOfBytes() {
    List<UtteranceRecord> utterances = new ArrayList<>();
    BY_BYTES.forEach(recording -> utterances.add(said(recording, 1, "ann", recording)));
    Collections.shuffle(utterances, new Random(7));
    store.write(UTTERANCE, utterances);
    Sample<SpeakerSummaryRecord> sample =
        store.resolve(SPEAKER_SUMMARY).newSamples().fetch().get(0);
    String joined = "w" + String.join("|w", BY_BYTES);
    assertEquals(
        md5("text|2|utterance.words|" + md5(joined)), sample.provenanceByField().get("text"));
    assertEquals(
        BY_BYTES.stream().map(recording -> "words of " + recording).toList(),
        sample.each(UTTERANCE).stream().map(UtteranceRecord::getWords).toList());
  }

  @Test
  void collationsIdsThatALanguageTakesForOneAreTwo() {
    List<UtteranceRecord> utterances = new ArrayList<>();
    BY_BYTES.forEach(speaker -> utterances.add(said("r", utterances.size(), speaker, speaker)));
    utterances.add(said("r", 100, "a\u0308", "not composed"));
    Collections.shuffle(utterances, new Random(7));
    store.write(UTTERANCE, utterances);
    List<String> expected = new ArrayList<>(BY_BYTES);
    expected.add(expected.indexOf("aa"), "a\u0308");
    expected.sort(TrapsTest::byBytes);
    assertEquals(
        expected,
        store.resolve(SPEAKER_SUMMARY).newSamples().fetch().stream()
            .map(sample -> sample.record().getSpeakerId())
            .toList());
    assertEquals(expected.size(), store.resolve(SPEAKER_SUMMARY).pending(Speech::summary));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SPEAKER_SUMMARY));
    store.delete(UTTERANCE, UTTERANCE.SPEAKER.in("z", "Z", "aa"));
    assertEquals(
        List.of("Z", "aa", "z"),
        store.resolve(SPEAKER_SUMMARY).orphaned().fetch().stream()
            .map(SpeakerSummaryRecord::getSpeakerId)
            .toList());
  }

  @Test
  void collationsATextFilterGoesByBytes() {
    List<UtteranceRecord> utterances = new ArrayList<>();
    BY_BYTES.forEach(speaker -> utterances.add(said("r", utterances.size(), speaker, speaker)));
    store.write(UTTERANCE, utterances);
    for (String speaker : List.of("B9", "Z", "a")) {
      int place = BY_BYTES.indexOf(speaker);
      assertEquals(BY_BYTES.subList(place + 1, BY_BYTES.size()), speakers("> '" + speaker + "'"));
      assertEquals(BY_BYTES.subList(0, place + 1), speakers("<= '" + speaker + "'"));
    }
  }

  private List<String> speakers(String compared) {
    return store
        .resolve(SPEAKER_SUMMARY, r -> r.whereText("speaker_id " + compared))
        .newSamples()
        .fetch()
        .stream()
        .map(sample -> sample.record().getSpeakerId())
        .toList();
  }

  private static int byBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** Every engine and every read selects the same one of several rows of one instant. */
  @Test
  void tiesAreBrokenAlike() throws Exception {
    try (TestDatabase own = fixture.open()) {
      for (FeatureTable<?> table : List.<FeatureTable<?>>of(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
        own.create(fixture.form().asThePeerMakesIt(), table);
      }
      MetadataStore in = storeOf(own.dsl(), Features.GRAPH);
      for (String version : List.of("b", "c", "a")) {
        in.write(SHOT, List.of(shot(1, version, "s")));
      }
      Instant noon = Instant.parse("2026-05-01T12:00:00Z");
      own.dsl().update(SHOT).set(SHOT.METAXY_UPDATED_AT, noon).execute();
      String latest = "c";
      for (String version : List.of("a", "b")) {
        if (md5(version + "|s").compareTo(md5(latest + "|s")) > 0) {
          latest = version;
        }
      }
      assertEquals(latest, in.read(SHOT).fetch().get(0).dataVersionByField().get("picture_raw"));
      assertEquals(
          md5("raw|__metaxy_initial__|shot.picture/raw|" + latest),
          in.resolve(SHOT_GRADE).newSamples().fetch().get(0).provenanceByField().get("raw"));
    }
  }

  /**
   * Two rows of one instant that differ in another instant. The later one is smaller as text in
   * Berlin, and in H2, which stores the offset of an instant.
   */
  @Test
  void tiesOfInstantsGoByTimeInASessionOfAnyZone() throws Exception {
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (TestDatabase own = fixture.open()) {
      for (FeatureTable<?> table : List.<FeatureTable<?>>of(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
        own.create(fixture.form().asThePeerMakesIt(), table);
      }
      own.execute(fixture.setTimeZone("Europe/Berlin"));
      MetadataStore in = storeOf(own.dsl(), Features.GRAPH);
      OffsetDateTime earlier = OffsetDateTime.parse("2026-10-25T02:30:00+02:00");
      OffsetDateTime later = OffsetDateTime.parse("2026-10-25T02:15:00+01:00");
      in.write(SHOT, List.of(shot(1, "p", "s").setScannedAt(later).setMood(Mood.CALM)));
      in.write(SHOT, List.of(shot(1, "p", "s").setScannedAt(earlier).setMood(Mood.TENSE)));
      Instant noon = Instant.parse("2026-05-01T12:00:00Z");
      own.dsl().update(SHOT).set(SHOT.METAXY_UPDATED_AT, noon).execute();
      ShotRecord latest = in.read(SHOT).fetch().get(0);
      assertEquals(later.toInstant(), latest.getScannedAt().toInstant());
      assertEquals(
          Mood.CALM, in.resolve(SHOT_GRADE).newSamples().fetch().get(0).from(SHOT).getMood());
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  /** Planners assume that a table is tiny if it was never analyzed. */
  @Test
  void neverAnalyzedManyRowsAreResolvedAllTheSame() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(SHOT, SHOT_GRADE, SHOT_NOTE_2);
      MetadataStore in = storeOf(own.dsl(), Features.GRAPH);
      in.write(SHOT, IntStream.range(0, 1_500).mapToObj(i -> shot(i, "p", "s")).toList());
      assertEquals(
          "new 1500, stale 0, orphaned 0, pending 1500",
          in.resolve(SHOT_GRADE).counts().toString());
    }
  }
}
