package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotLabel.SHOT_LABEL;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerCard.SPEAKER_CARD;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotLabelRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerCardRecord;
import io.metaxy.jooq.it.db.tables.records.SpeakerSummaryRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.it.story.Speech;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** N:1, 1:N, mixed, and dependencies that are all optional. */
class LineagesTest extends ByEveryEngine {

  LineagesTest() {
    super(
        Features.GRAPH,
        SHOT,
        SHOT_NOTE_2,
        SHOT_FRAME,
        SHOT_LABEL,
        UTTERANCE,
        SPEAKER_SUMMARY,
        SPEAKER_CARD);
  }

  @Nested
  class ManyToOne {

    @BeforeEach
    void twoSpeakers() {
      store.write(
          UTTERANCE,
          List.of(
              said("r2", 1, "ann", "4"),
              said("r1", 10, "ann", "3"),
              said("r1", 2, "ann", "2"),
              said("r1", 1, "ann", "1"),
              said("r1", 3, "bob", "5")));
    }

    @Test
    void aSampleIsAGroupHashedInTheOrderOfTheUpstreamsIds() {
      List<Sample<SpeakerSummaryRecord>> samples =
          store.resolve(SPEAKER_SUMMARY).newSamples().fetch();
      assertEquals(2, samples.size());
      Sample<SpeakerSummaryRecord> ann = samples.get(0);
      assertEquals(Map.of("speaker_id", "ann"), ann.ids());
      String audio = md5("audio|__metaxy_initial__|utterance.audio|" + md5("a1|a2|a3|a4"));
      String text = md5("text|2|utterance.words|" + md5("w1|w2|w3|w4"));
      assertEquals(Map.of("audio", audio, "text", text), ann.provenanceByField());
      assertEquals(md5(audio + "|" + text), ann.provenance());
    }

    @Test
    void eachGivesTheInputsInThatOrderWithWhatTheSpecSelects() {
      Sample<SpeakerSummaryRecord> ann = store.resolve(SPEAKER_SUMMARY).newSamples().fetch().get(0);
      List<UtteranceRecord> inputs = ann.each(UTTERANCE);
      assertEquals(
          List.of("words of 1", "words of 2", "words of 3", "words of 4"),
          inputs.stream().map(UtteranceRecord::getWords).toList());
      assertEquals(10.0, inputs.get(0).getSeconds());
      assertEquals("ann", inputs.get(0).getSpeaker());
      assertEquals(
          "Cannot return one row of utterance for a sample of speaker/summary, which depends on"
              + " many; call each(...)",
          refused(IllegalArgumentException.class, () -> ann.from(UTTERANCE)));
    }

    @Test
    void aChangedALostAndAMovedInputMakeTheirGroupsStale() {
      assertEquals(2, store.resolve(SPEAKER_SUMMARY).pending(Speech::summary));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SPEAKER_SUMMARY));
      store.write(UTTERANCE, List.of(said("r1", 2, "ann", "changed")));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SPEAKER_SUMMARY));
      store.resolve(SPEAKER_SUMMARY).pending(Speech::summary);
      store.delete(UTTERANCE, UTTERANCE.NUMBER.eq(10));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SPEAKER_SUMMARY));
      store.resolve(SPEAKER_SUMMARY).pending(Speech::summary);
      store.write(UTTERANCE, List.of(said("r1", 3, "cleo", "5")));
      assertEquals("new 1, stale 0, orphaned 1, pending 1", counts(SPEAKER_SUMMARY));
      Increment<SpeakerSummaryRecord> increment = store.resolve(SPEAKER_SUMMARY);
      assertEquals("bob", increment.orphaned().fetch().get(0).getSpeakerId());
      assertEquals("words of 5", increment.orphaned().fetch().get(0).getText());
    }

    @Test
    void everySampleHasItsOwnInputsWhenManyAreStreamed() {
      store.write(
          UTTERANCE,
          IntStream.range(0, 400)
              .mapToObj(i -> said("many", i, "s" + i % 100, String.valueOf(i)))
              .toList());
      List<String> wrong = new ArrayList<>();
      store
          .resolve(SPEAKER_SUMMARY)
          .pending(
              sample -> {
                SpeakerSummaryRecord summary = Speech.summary(sample);
                String speaker = summary.getSpeakerId();
                boolean right =
                    sample.each(UTTERANCE).stream().allMatch(u -> speaker.equals(u.getSpeaker()));
                if (!right || (speaker.startsWith("s") && summary.getUtterances() != 4)) {
                  wrong.add(summary.toString());
                }
                return summary;
              });
      assertEquals(List.of(), wrong);
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SPEAKER_SUMMARY));
    }
  }

  @Nested
  class Mixed {

    private SpeakerCardRecord card(Sample<SpeakerCardRecord> sample) {
      return sample
          .record()
          .setTitle(sample.from(SPEAKER_SUMMARY).getText() + "/" + sample.each(UTTERANCE).size());
    }

    @BeforeEach
    void twoSpeakersOneOfWhichSpeaksLong() {
      store.write(
          UTTERANCE,
          List.of(
              said("r1", 2, "ann", "2"),
              said("r1", 1, "ann", "1"),
              said("r1", 4, "ann", "short").setSeconds(1.0),
              said("r1", 3, "bob", "3").setSeconds(1.0)));
      store.resolve(SPEAKER_SUMMARY).pending(Speech::summary);
    }

    @Test
    void theOneAndTheManyAreHashedTogether() {
      Map<String, String> summary =
          store
              .read(SPEAKER_SUMMARY)
              .where(SPEAKER_SUMMARY.SPEAKER_ID.eq("ann"))
              .fetch()
              .get(0)
              .dataVersionByField();
      String text =
          "title|__metaxy_initial__|speaker/summary.audio|"
              + summary.get("audio")
              + "|speaker/summary.text|"
              + summary.get("text")
              + "|utterance.audio|"
              + md5("a1|a2")
              + "|utterance.words|"
              + md5("w1|w2");
      Sample<SpeakerCardRecord> ann = store.resolve(SPEAKER_CARD).newSamples().fetch().get(0);
      assertEquals(Map.of("title", md5(text)), ann.provenanceByField());
      assertEquals("words of 1; words of 2; words of short", ann.from(SPEAKER_SUMMARY).getText());
      assertNull(ann.from(SPEAKER_SUMMARY).getUtterances(), "utterances is not selected");
      assertEquals(2, ann.each(UTTERANCE).size());
    }

    @Test
    void manyThatAreOptionalMayBeNone() {
      Map<String, String> summary =
          store
              .read(SPEAKER_SUMMARY)
              .where(SPEAKER_SUMMARY.SPEAKER_ID.eq("bob"))
              .fetch()
              .get(0)
              .dataVersionByField();
      String text =
          "title|__metaxy_initial__|speaker/summary.audio|"
              + summary.get("audio")
              + "|speaker/summary.text|"
              + summary.get("text")
              + "|utterance.audio||utterance.words|";
      Sample<SpeakerCardRecord> bob = store.resolve(SPEAKER_CARD).newSamples().fetch().get(1);
      assertEquals(Map.of("title", md5(text)), bob.provenanceByField());
      assertEquals(List.of(), bob.each(UTTERANCE));
    }

    @Test
    void eitherSideMakesItStale() {
      assertEquals(2, store.resolve(SPEAKER_CARD).pending(this::card));
      assertEquals(
          Set.of("words of 1; words of 2; words of short/2", "words of 3/0"),
          store.read(SPEAKER_CARD).fetch().intoSet(SPEAKER_CARD.TITLE));
      store.write(UTTERANCE, List.of(said("r1", 3, "bob", "3")));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SPEAKER_CARD));
      store.resolve(SPEAKER_CARD).pending(this::card);
      store.write(UTTERANCE, List.of(said("r1", 4, "ann", "new").setSeconds(1.0)));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SPEAKER_CARD));
      store.resolve(SPEAKER_SUMMARY).pending(Speech::summary);
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SPEAKER_CARD));
    }
  }

  @Nested
  class OneToMany {

    private List<ShotFrameRecord> split(Sample<ShotFrameRecord> sample) {
      return frames(sample, 3);
    }

    private List<ShotFrameRecord> frames(Sample<ShotFrameRecord> sample, int count) {
      String path = sample.from(SHOT).getPath();
      return IntStream.range(0, count)
          .mapToObj(i -> sample.record().setFrame(i).setFile(path + "/" + i))
          .toList();
    }

    private Set<String> files() {
      return store.read(SHOT_FRAME).fetch().intoSet(SHOT_FRAME.FILE);
    }

    @BeforeEach
    void twoShots() {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    }

    @Test
    void aSampleIsAParentAndItsChildrenAreStampedAlike() {
      List<Sample<ShotFrameRecord>> samples = store.resolve(SHOT_FRAME).newSamples().fetch();
      assertEquals(2, samples.size());
      assertEquals(Map.of("shot_id", ID, "take", 1), samples.get(0).ids());
      String picture = md5("picture|__metaxy_initial__|shot.picture/raw|p1");
      assertEquals(Map.of("picture", picture), samples.get(0).provenanceByField());
      assertEquals(6, store.resolve(SHOT_FRAME).pendingMany(this::split));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_FRAME));
      List<ShotFrameRecord> children = store.read(SHOT_FRAME).where(SHOT_FRAME.TAKE.eq(1)).fetch();
      assertEquals(3, children.size());
      assertEquals(
          Set.of(Map.of("picture", picture)),
          children.stream()
              .map(ShotFrameRecord::getMetaxyProvenanceByField)
              .collect(Collectors.toSet()));
      assertEquals(
          Set.of(md5(picture)),
          children.stream().map(ShotFrameRecord::getMetaxyProvenance).collect(Collectors.toSet()));
    }

    @Test
    void childrenThatAreNotMadeAgainAreDeletedSoftly() {
      store.resolve(SHOT_FRAME).pendingMany(this::split);
      store.write(SHOT, List.of(shot(1, "p1-new", "s1")));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_FRAME));
      assertEquals(2, store.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 2)));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_FRAME));
      assertEquals(
          Set.of("/shots/1/0", "/shots/1/1", "/shots/2/0", "/shots/2/1", "/shots/2/2"), files());
      assertEquals(6, store.read(SHOT_FRAME).includingDeleted().fetch().size());
    }

    @Test
    void childrenThatAreNotMadeAgainAreDeletedSoftlyAlsoWithoutComparison() {
      store.resolve(SHOT_FRAME).pendingMany(this::split);
      assertEquals(
          4,
          store
              .resolve(SHOT_FRAME, r -> r.skipComparison())
              .pendingMany(sample -> frames(sample, 2)));
      assertEquals(Set.of("/shots/1/0", "/shots/1/1", "/shots/2/0", "/shots/2/1"), files());
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_FRAME));
    }

    @Test
    void aParentWithoutChildrenStaysNew() {
      assertEquals(0, store.resolve(SHOT_FRAME).pendingMany(sample -> List.of()));
      assertEquals("new 2, stale 0, orphaned 0, pending 2", counts(SHOT_FRAME));
    }

    /** The ways out that {@code docs/pipelines.md} describes. */
    @Test
    void aParentWithoutChildrenIsMarkedByAChildOrLeftOutByAFilter() {
      store
          .resolve(SHOT_FRAME)
          .pendingMany(
              sample ->
                  sample.record().getTake() == 1
                      ? List.of(sample.record().setFrame(-1).setFile("none"))
                      : List.of());
      assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(SHOT_FRAME));
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          store.resolve(SHOT_FRAME, r -> r.where(SHOT, SHOT.TAKE.ne(2))).counts().toString());
      assertEquals(0, store.read(SHOT_FRAME).where(SHOT_FRAME.FRAME.ge(0)).fetch().size());
      store.write(SHOT, List.of(shot(1, "p1-new", "s1")));
      assertEquals(
          3,
          store.resolve(SHOT_FRAME, r -> r.where(SHOT, SHOT.TAKE.eq(1))).pendingMany(this::split));
      assertEquals(Set.of("/shots/1/0", "/shots/1/1", "/shots/1/2"), files());
    }

    @Test
    void aStaleParentWhoseChildrenAreAllGoneIsNewAgain() {
      store.resolve(SHOT_FRAME).pendingMany(this::split);
      store.write(SHOT, List.of(shot(1, "p1-new", "s1")));
      assertEquals(0, store.resolve(SHOT_FRAME).pendingMany(sample -> List.of()));
      assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(SHOT_FRAME));
      assertEquals(Set.of("/shots/2/0", "/shots/2/1", "/shots/2/2"), files());
    }

    @Test
    void aHalfWrittenParentIsStale() {
      store.resolve(SHOT_FRAME).pendingMany(this::split);
      store.write(SHOT, List.of(shot(1, "p1-new", "s1")));
      Sample<ShotFrameRecord> stale = store.resolve(SHOT_FRAME).stale().fetch().get(0);
      store.write(SHOT_FRAME, frames(stale, 2));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(SHOT_FRAME));
      store.write(SHOT_FRAME, frames(stale, 3));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(SHOT_FRAME));
    }

    @Test
    void aParentsChildrenAreWrittenTogetherOrNotAtAll() {
      List<Integer> takes = new ArrayList<>();
      String says =
          refused(
              ComputationException.class,
              () ->
                  store
                      .withChunkRows(1)
                      .resolve(SHOT_FRAME)
                      .pendingMany(
                          sample -> {
                            takes.add(sample.record().getTake());
                            if (takes.size() == 2) {
                              throw new IllegalStateException("no film");
                            }
                            return frames(sample, 3);
                          }));
      assertEquals(
          "Cannot compute the sample {shot_id="
              + ID
              + ", take="
              + takes.get(1)
              + "} of shot/frame: java.lang.IllegalStateException: no film; 1 sample is already written:"
              + " correct the cause and resolve again, or continue after failures with"
              + " skipFailures()",
          says);
      assertEquals(
          Set.of(takes.get(0)),
          Set.copyOf(store.read(SHOT_FRAME).fetch().getValues(SHOT_FRAME.TAKE)));
      assertEquals(3, store.read(SHOT_FRAME).fetch().size());
    }

    @Test
    void theOrphanedAreTheChildrenOfALostParent() {
      store.resolve(SHOT_FRAME).pendingMany(this::split);
      store.delete(SHOT, SHOT.TAKE.eq(2));
      Increment<ShotFrameRecord> increment = store.resolve(SHOT_FRAME);
      assertEquals("new 0, stale 0, orphaned 1, pending 0", increment.counts().toString());
      assertEquals(
          List.of("/shots/2/0", "/shots/2/1", "/shots/2/2"),
          increment.orphaned().fetch().stream().map(ShotFrameRecord::getFile).toList());
      assertEquals(3, dsl.fetchCount(increment.orphaned().asTable()));
    }
  }

  /** A child has an id of its own and belongs to the parent of its latest row. */
  @Nested
  class OneToManyByColumnsThatAreNoIds {

    private MetadataStore frames;

    @BeforeEach
    void twoShots() {
      frames = storeOf(dsl, Shots.FRAMES);
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    }

    /** Computes the given frames of the shots that are pending; those of other shots are none. */
    private long compute(MetadataStore by, Map<Integer, List<Integer>> byTake) {
      return by.resolve(SHOT_FRAME).pendingMany(sample -> made(sample, byTake));
    }

    private List<ShotFrameRecord> made(
        Sample<ShotFrameRecord> sample, Map<Integer, List<Integer>> byTake) {
      return byTake.getOrDefault(sample.record().getTake(), List.of()).stream()
          .map(frame -> sample.record().setFrame(frame).setFile("of " + sample.ids().get("take")))
          .toList();
    }

    /** The parent of each frame. */
    private Map<Integer, Integer> parents() {
      return frames.read(SHOT_FRAME).fetch().intoMap(SHOT_FRAME.FRAME, SHOT_FRAME.TAKE);
    }

    private String counts() {
      return frames.resolve(SHOT_FRAME).counts().toString();
    }

    private List<Object> newTakes() {
      return frames.resolve(SHOT_FRAME).newSamples().fetch().stream()
          .map(sample -> sample.ids().get("take"))
          .toList();
    }

    @Test
    void aChildThatMovesBelongsToItsNewParentOnly() {
      assertEquals(3, compute(frames, Map.of(1, List.of(10, 11), 2, List.of(20))));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());

      store.write(SHOT, List.of(shot(2, "p2-new", "s2")));
      assertEquals("new 0, stale 1, orphaned 0, pending 1", counts());
      assertEquals(2, compute(frames, Map.of(2, List.of(20, 11))));
      assertEquals(Map.of(10, 1, 11, 2, 20, 2), parents());
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());

      store.write(SHOT, List.of(shot(2, "p2-newer", "s2")));
      assertEquals(3, compute(frames, Map.of(2, List.of(10, 11, 20))));
      assertEquals(Map.of(10, 2, 11, 2, 20, 2), parents());
      assertEquals("new 1, stale 0, orphaned 0, pending 1", counts());
      assertEquals(List.of(1), newTakes());

      store.delete(SHOT, SHOT.TAKE.eq(1));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());
      store.delete(SHOT, SHOT.TAKE.eq(2));
      assertEquals("new 0, stale 0, orphaned 1, pending 0", counts());
      assertEquals(
          List.of(10, 11, 20),
          frames.resolve(SHOT_FRAME).orphaned().fetch().stream()
              .map(ShotFrameRecord::getFrame)
              .toList());
      assertEquals(3, dsl.fetchCount(frames.resolve(SHOT_FRAME).orphaned().asTable()));
    }

    @Test
    void manyChildrenThatMoveLeaveNoParentStale() {
      store.write(SHOT, IntStream.range(3, 300).mapToObj(i -> shot(i, "p" + i, "s")).toList());
      assertEquals(299, frames.resolve(SHOT_FRAME).pendingMany(sample -> made(sample, plus(0))));
      store.write(SHOT, IntStream.range(1, 300).mapToObj(i -> shot(i, "q" + i, "s")).toList());
      assertEquals(299, frames.resolve(SHOT_FRAME).pendingMany(sample -> made(sample, plus(1))));
      assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());
      Map<Integer, Integer> parents = parents();
      assertEquals(299, parents.size());
      parents.forEach((frame, take) -> assertEquals(frame - 1, take));
      assertEquals(
          List.of(),
          frames.read(SHOT_FRAME).history().fetch().stream()
              .filter(row -> row.getFrame() == 1 && row.getTake() > 1)
              .toList());
    }

    private Map<Integer, List<Integer>> plus(int number) {
      return IntStream.range(1, 300)
          .boxed()
          .collect(Collectors.toMap(take -> take, take -> List.of(take + number)));
    }

    @Test
    void aDeletedChildBelongsToNoParent() {
      compute(frames, Map.of(1, List.of(10), 2, List.of(20)));
      store.write(SHOT, List.of(shot(2, "p2-new", "s2")));
      compute(frames, Map.of(2, List.of(10)));
      frames.delete(SHOT_FRAME, SHOT_FRAME.FRAME.eq(10));
      assertEquals("new 2, stale 0, orphaned 0, pending 2", counts());
    }

    @Test
    void filtersSeeTheLatestRowOfAChild() {
      compute(frames, Map.of(1, List.of(10), 2, List.of(20)));
      store.write(SHOT, List.of(shot(2, "p2-new", "s2")));
      compute(frames, Map.of(2, List.of(10, 20)));
      assertEquals(
          "new 2, stale 0, orphaned 0, pending 2",
          frames
              .resolve(SHOT_FRAME, r -> r.whereTarget(SHOT_FRAME.TAKE.eq(1)))
              .counts()
              .toString());
      assertEquals(
          "new 1, stale 0, orphaned 0, pending 1",
          frames
              .resolve(SHOT_FRAME, r -> r.whereTarget(SHOT_FRAME.TAKE.eq(2)))
              .counts()
              .toString());
    }

    @Test
    void aChildOfTwoParentsIsRefused() {
      String twice =
          refused(
              InvalidRowException.class,
              () -> compute(frames, Map.of(1, List.of(10, 11), 2, List.of(20, 11))));
      List<Integer> order = twice.contains("take=1} and") ? List.of(1, 2) : List.of(2, 1);
      assertEquals(
          "Cannot write row 2 of shot/frame (frame=11): the samples {shot_id="
              + ID
              + ", take="
              + order.get(0)
              + "} and {shot_id="
              + ID
              + ", take="
              + order.get(1)
              + "} both have a row with this id; make the ids of each sample's rows different from"
              + " those of all other samples; 1 sample is already written: correct the cause and"
              + " resolve again, or continue after failures with skipFailures()",
          twice);
      assertEquals("new 1, stale 0, orphaned 0, pending 1", counts());
      assertEquals(Set.of(order.get(0)), Set.copyOf(parents().values()));

      PendingResult skipped =
          frames
              .resolve(SHOT_FRAME, r -> r.skipComparison())
              .computing()
              .skipFailures()
              .pendingMany(sample -> made(sample, Map.of(1, List.of(10), 2, List.of(10))));
      assertEquals(1, skipped.samples());
      assertEquals(1, skipped.failed());
      assertEquals(1, parents().size());
    }

    @Test
    void aChildOfTwoParentsInAWriteIsRefused() {
      Sample<ShotFrameRecord> sample = frames.resolve(SHOT_FRAME).newSamples().fetch().get(0);
      List<ShotFrameRecord> rows = new ArrayList<>();
      for (int take : List.of(1, 2)) {
        ShotFrameRecord row = sample.record().setTake(take).setFrame(11).setFile("a");
        row.setMetaxyProvenanceByField(sample.provenanceByField());
        rows.add(row);
      }
      assertEquals(
          "Cannot write row 2 of shot/frame (frame=11): row 1 has the same id but the parent"
              + " {shot_id="
              + ID
              + ", take=1} instead of {shot_id="
              + ID
              + ", take=2}; pass every id only once per call",
          refused(InvalidRowException.class, () -> frames.write(SHOT_FRAME, rows)));
      rows.get(1).setFrame(12).setTake(null);
      assertEquals(
          "Cannot write row 2 of shot/frame (frame=12): it has no take; set every column that"
              + " identifies its parent",
          refused(InvalidRowException.class, () -> frames.write(SHOT_FRAME, rows)));
      assertEquals(Map.of(), parents());
    }

    @Test
    void aParentThatTheFeatureLacksIsRefused() {
      MetadataStore lacking =
          storeWith(
              FeatureSpec.of("shot/frame")
                  .id("frame")
                  .dependsOn(
                      "shot",
                      dep ->
                          dep.rename("take", "of_take")
                              .lineage(Lineage.expansion("shot_id", "of_take")))
                  .field("picture", f -> f.from("shot", "picture/raw"))
                  .build());
      assertEquals(
          "Cannot resolve shot/frame by of_take, which the feature expands by and lacks; add it as an"
              + " id, or as another column that is not null",
          refused(IllegalArgumentException.class, () -> lacking.resolve(SHOT_FRAME)));
    }

    @Test
    void acrossChunksTheLaterRowOfAChildCounts() {
      MetadataStore oneByOne = frames.withChunkRows(1);
      assertEquals(2, compute(oneByOne, Map.of(1, List.of(11), 2, List.of(11))));
      assertEquals(Set.of(11), parents().keySet());
      assertEquals("new 1, stale 0, orphaned 0, pending 1", counts());
    }

    @Test
    void aParentThatNoLongerHasAChildDeletesItOnlyIfItIsItsOwn() {
      for (int chunk : List.of(1, 1_000)) {
        MetadataStore by = frames.withChunkRows(chunk);
        compute(by, Map.of(1, List.of(10, 11), 2, List.of(20, 21)));
        store.write(SHOT, List.of(shot(1, chunk + "p1", "s1"), shot(2, chunk + "p2", "s2")));
        assertEquals(2, compute(by, Map.of(1, List.of(20), 2, List.of(10))));
        assertEquals(Map.of(20, 1, 10, 2), parents());
        assertEquals("new 0, stale 0, orphaned 0, pending 0", counts());
        store.delete(SHOT, SHOT.TAKE.le(2));
        frames.delete(SHOT_FRAME, SHOT_FRAME.FRAME.ge(0));
        store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      }
    }
  }

  @Nested
  class AllOptional {

    private ShotLabelRecord label(Sample<ShotLabelRecord> sample) {
      String path = sample.find(SHOT).map(s -> s.getPath()).orElse("-");
      String text = sample.find(SHOT_NOTE_2).map(n -> n.getText()).orElse("-");
      return sample.record().setLabel(path + " " + text);
    }

    private String text(String picture, String sound, String note) {
      return md5(
          "label|__metaxy_initial__|shot.picture/raw|"
              + picture
              + "|shot.sound|"
              + sound
              + "|shot/note-2.text|"
              + note);
    }

    @BeforeEach
    void aShotANoteAndBoth() {
      store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
      store.write(SHOT_NOTE_2, List.of(note(2, "n2"), note(3, "n3")));
    }

    @Test
    void aSampleIsMadeOfWhatThereIs() {
      assertEquals(
          Map.of(
              1, text("p1", "s1", ""),
              2, text("p2", "s2", "n2"),
              3, text("", "", "n3")),
          store.resolve(SHOT_LABEL).newSamples().fetch().stream()
              .collect(
                  Collectors.toMap(
                      s -> s.record().getTake(), s -> s.provenanceByField().get("label"))));
    }

    @Test
    void whatComesAndGoesIsStaleUntilNothingIsLeft() {
      assertEquals(3, store.resolve(SHOT_LABEL).pending(this::label));
      assertEquals(
          Set.of("/shots/1 -", "/shots/2 a note", "- a note"),
          store.read(SHOT_LABEL).fetch().intoSet(SHOT_LABEL.LABEL));
      store.delete(SHOT, SHOT.TAKE.eq(2));
      store.delete(SHOT_NOTE_2, SHOT_NOTE_2.TAKE_NUMBER.eq(3));
      store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      assertEquals("new 0, stale 2, orphaned 1, pending 2", counts(SHOT_LABEL));
    }
  }
}
