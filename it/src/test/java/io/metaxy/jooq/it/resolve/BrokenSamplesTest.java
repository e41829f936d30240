package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.BrokenSample;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.features.Shot;
import io.metaxy.jooq.it.features.Utterance;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Samples that cannot be hashed, because an upstream row lacks the version of a field, or an id.
 */
class BrokenSamplesTest extends ByEveryEngine {

  BrokenSamplesTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE, SPEAKER_SUMMARY);
  }

  /** Removes the version of a field from rows, as another writer might. */
  private void lose(String table, String field, String where) throws SQLException {
    String column = "\"metaxy_data_version_by_field\"";
    String lost = fixture.without(column, field);
    database.execute("update \"" + table + "\" set " + column + " = " + lost + " where " + where);
  }

  private static final String SENTENCE =
      "Cannot resolve shot/grade: 2 samples are broken; the first is {shot_id="
          + ID
          + ", take=2}, whose upstream row has no version of shot.picture/raw; write its"
          + " upstream row again with every field, or leave out broken samples with"
          + " leaveOutBroken()";

  @Nested
  class OfOneToOne {

    private void threeShotsOfWhichTwoAreBroken() throws SQLException {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2"), shot(3, "p3", "s3")));
      lose("shot", "picture_raw", "\"take\" > 1");
    }

    @Test
    void areRefusedNamingTheFirstTheFieldAndTheCount() throws SQLException {
      threeShotsOfWhichTwoAreBroken();
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE);
      assertEquals(SENTENCE, refused(StoreException.class, increment::counts));
      assertEquals(SENTENCE, refused(StoreException.class, () -> increment.newSamples().fetch()));
      assertEquals(
          SENTENCE,
          refused(
              StoreException.class,
              () -> {
                try (Stream<?> samples = increment.stale().stream()) {
                  samples.forEach(s -> {});
                }
              }));
    }

    @Test
    void endAComputationThatKeepsWhatItFinished() throws SQLException {
      threeShotsOfWhichTwoAreBroken();
      List<Object> computed = new ArrayList<>();
      String says =
          refused(
              StoreException.class,
              () ->
                  store
                      .resolve(SHOT_GRADE)
                      .pending(
                          sample -> {
                            computed.add(sample);
                            return Shots.grade(sample);
                          }));
      String written =
          computed.isEmpty()
              ? ""
              : "; 1 sample is already written:"
                  + " correct the cause and resolve again, or continue after failures with"
                  + " skipFailures()";
      assertEquals(SENTENCE + written, says);
      assertEquals(computed.size(), dsl.fetchCount(SHOT_GRADE));
    }

    @Test
    void areLeftOutCountedAndListedWhenAsked() throws SQLException {
      threeShotsOfWhichTwoAreBroken();
      Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE, r -> r.leaveOutBroken());
      assertEquals(
          "new 1, stale 0, orphaned 0, broken 2, pending 1", increment.counts().toString());
      assertEquals(1, increment.newSamples().fetch().size());
      assertEquals(1, dsl.fetchCount(increment.newSamples().asTable()));
      assertEquals(
          List.of(
              new BrokenSample(Map.of("shot_id", ID, "take", 2), "shot.picture/raw"),
              new BrokenSample(Map.of("shot_id", ID, "take", 3), "shot.picture/raw")),
          increment.broken());
      assertEquals(1, increment.pending(Shots::grade));
    }

    /** Calls the functions that we install in DuckDB and H2 with null. */
    @ParameterizedTest
    @EnumSource
    void areTheSameByEveryAlgorithm(HashAlgorithm algorithm) throws SQLException {
      store = storeOf(dsl, Features.GRAPH).withHashAlgorithm(algorithm);
      threeShotsOfWhichTwoAreBroken();
      MetadataStore hashing = store;
      if (!hashes(algorithm)) {
        assertCannotHash(algorithm, () -> store.resolve(SHOT_GRADE));
        hashing = store.withEngine(Engine.MERGE);
      }
      Increment<ShotGradeRecord> increment = hashing.resolve(SHOT_GRADE, r -> r.leaveOutBroken());
      assertEquals(
          "new 1, stale 0, orphaned 0, broken 2, pending 1", increment.counts().toString());
      assertEquals(1, increment.newSamples().fetch().size());
    }

    @Test
    void areNeverOrphanedOrFresh() throws SQLException {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2"), shot(3, "p3", "s3")));
      store.resolve(SHOT_GRADE).pending(Shots::grade);
      lose("shot", "picture_raw", "\"take\" > 1");
      assertEquals(
          "new 0, stale 0, orphaned 0, broken 2, pending 0",
          store.resolve(SHOT_GRADE, r -> r.leaveOutBroken()).counts().toString());
    }

    @Test
    void anOptionalRowThatIsThereBreaksToo() throws SQLException {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      store.write(SHOT_NOTE_2, List.of(note(2, "n2")));
      lose("shot__note_2", "text", "1 = 1");
      assertEquals(
          List.of(new BrokenSample(Map.of("shot_id", ID, "take", 2), "shot/note-2.text")),
          store.resolve(SHOT_GRADE).broken());
      assertEquals(
          "Cannot resolve shot/grade: 1 sample is broken; the first is {shot_id="
              + ID
              + ", take=2}, whose upstream row has no version of shot/note-2.text; write its"
              + " upstream row again with every field, or leave out broken samples with"
              + " leaveOutBroken()",
          refused(StoreException.class, () -> store.resolve(SHOT_GRADE).counts()));
    }
  }

  @Nested
  class OfManyToOne {

    @Test
    void aGroupWithoutAnyVersionIsBroken() throws SQLException {
      store.write(UTTERANCE, List.of(said("r", 1, "ann", "1"), said("r", 2, "ann", "2")));
      lose("utterance", "audio", "1 = 1");
      assertEquals(
          List.of(new BrokenSample(Map.of("speaker_id", "ann"), "utterance.audio")),
          store.resolve(SPEAKER_SUMMARY).broken());
    }

    @Test
    void aGroupWithSomeVersionsIsHashedOfThese() throws SQLException {
      store.write(UTTERANCE, List.of(said("r", 1, "ann", "1"), said("r", 2, "ann", "2")));
      lose("utterance", "audio", "\"number\" = 1");
      Increment<SpeakerSummaryRecord> increment = store.resolve(SPEAKER_SUMMARY);
      assertEquals(List.of(), increment.broken());
      assertEquals(
          Shots.md5("audio|__metaxy_initial__|utterance.audio|" + Shots.md5("a2")),
          increment.newSamples().fetch().get(0).provenanceByField().get("audio"));
    }

    @Test
    void aGroupWithoutAnIdIsBroken() {
      store.write(UTTERANCE, List.of(said("r", 1, null, "1"), said("r", 2, "ann", "2")));
      assertEquals(
          "Cannot resolve speaker/summary: 1 sample is broken; the first is {speaker_id=null},"
              + " which has"
              + " no speaker_id; write its upstream row again with every field, or leave out"
              + " broken samples with leaveOutBroken()",
          refused(StoreException.class, () -> store.resolve(SPEAKER_SUMMARY).counts()));
      Increment<SpeakerSummaryRecord> increment =
          store.resolve(SPEAKER_SUMMARY, r -> r.leaveOutBroken());
      assertEquals(
          "new 1, stale 0, orphaned 0, broken 1, pending 1", increment.counts().toString());
      assertEquals(1, increment.pending(Speech::summary));
    }

    /** Utterances and shots whose speaker or operator is unknown. */
    @Test
    void groupsOfTwoUpstreamsWithoutAnIdAreOneThatIsBroken() {
      FeatureSpec spec =
          FeatureSpec.of("speaker/summary")
              .id("speaker_id")
              .dependsOn(
                  Utterance.SPEC,
                  dep ->
                      dep.rename("speaker", "speaker_id")
                          .select("speaker_id")
                          .lineage(Lineage.aggregation("speaker_id")))
              .dependsOn(
                  Shot.SPEC,
                  dep ->
                      dep.rename("operator_name", "speaker_id")
                          .select("speaker_id")
                          .lineage(Lineage.aggregation("speaker_id")))
              .field("audio", f -> f.fromAll())
              .field("text", f -> f.fromAll())
              .build();
      store.write(UTTERANCE, List.of(said("r", 1, null, "1"), said("r", 2, "ann", "2")));
      store.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s").setOperatorName("ann")));
      Increment<SpeakerSummaryRecord> increment =
          storeWith(spec).resolve(SPEAKER_SUMMARY, r -> r.leaveOutBroken());
      assertEquals(
          "new 1, stale 0, orphaned 0, broken 1, pending 1", increment.counts().toString());
      assertEquals(1, increment.broken().size());
      assertEquals("speaker_id", increment.broken().get(0).missing());
      assertEquals(1, increment.newSamples().fetch().size());
    }
  }
}
