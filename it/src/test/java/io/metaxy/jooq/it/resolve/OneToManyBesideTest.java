package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotFrameRecord;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A 1:N dependency and a 1:1 dependency of one feature: frames of a shot and of its note. */
class OneToManyBesideTest extends ByEveryEngine {

  OneToManyBesideTest() {
    super(Features.GRAPH, SHOT, SHOT_FRAME, SHOT_NOTE_2);
  }

  private MetadataStore framing(boolean optional) {
    return storeWith(
        FeatureSpec.of("shot/frame")
            .id("shot_id", "take", "frame")
            .dependsOn(
                "shot", dep -> dep.select("path").lineage(Lineage.expansion("shot_id", "take")))
            .dependsOn(
                "shot/note-2",
                dep -> {
                  dep.rename("note_of", "shot_id").rename("take_number", "take").select("text");
                  return optional ? dep.optional() : dep;
                })
            .field("picture", f -> f.fromAll())
            .build());
  }

  @BeforeEach
  void twoShotsOneOfWhichHasANote() {
    store.write(SHOT, List.of(shot(1, "p1", "s1"), shot(2, "p2", "s2")));
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
  }

  private static List<ShotFrameRecord> frames(Sample<ShotFrameRecord> sample, int count) {
    String text =
        sample.from(SHOT).getPath()
            + sample.find(SHOT_NOTE_2).map(ShotNote_2Record::getText).orElse(" without");
    return IntStream.range(0, count)
        .mapToObj(i -> sample.record().setFrame(i).setFile(text))
        .toList();
  }

  private static String counts(MetadataStore frames) {
    return frames.resolve(SHOT_FRAME).counts().toString();
  }

  private static String picture(int take, String note) {
    return md5(
        "picture|__metaxy_initial__|shot.picture/raw|p"
            + take
            + "|shot.sound|s"
            + take
            + "|shot/note-2.text|"
            + note);
  }

  @Test
  void aParentIsExpectedWhereBothAre() {
    MetadataStore frames = framing(false);
    List<Sample<ShotFrameRecord>> samples = frames.resolve(SHOT_FRAME).newSamples().fetch();
    assertEquals(1, samples.size());
    assertEquals(Map.of("shot_id", ID, "take", 1), samples.get(0).ids());
    assertEquals(Map.of("picture", picture(1, "n1")), samples.get(0).provenanceByField());
    assertEquals("a note", samples.get(0).from(SHOT_NOTE_2).getText());
    assertEquals(3, frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 3)));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(frames));
    frames.delete(SHOT_NOTE_2, SHOT_NOTE_2.TAKE_NUMBER.eq(1));
    assertEquals("new 0, stale 0, orphaned 1, pending 0", counts(frames));
    assertEquals(3, frames.resolve(SHOT_FRAME).orphaned().fetch().size());
  }

  @Test
  void eitherMakesTheParentStaleWithAllOfItsChildren() {
    MetadataStore frames = framing(false);
    frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 3));
    frames.write(SHOT_NOTE_2, List.of(note(1, "n1-new")));
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(frames));
    assertEquals(2, frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 2)));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(frames));
    assertEquals(2, frames.read(SHOT_FRAME).fetch().size());
    frames.write(SHOT, List.of(shot(1, "p1-new", "s1")));
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(frames));
  }

  @Test
  void anOptionalOneMayBeMissing() {
    MetadataStore frames = framing(true);
    List<Sample<ShotFrameRecord>> samples = frames.resolve(SHOT_FRAME).newSamples().fetch();
    assertEquals(
        List.of(picture(1, "n1"), picture(2, "")),
        samples.stream().map(sample -> sample.provenanceByField().get("picture")).toList());
    assertEquals(6, frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 3)));
    assertEquals(
        Set.of("/shots/1a note", "/shots/2 without"),
        frames.read(SHOT_FRAME).fetch().intoSet(SHOT_FRAME.FILE));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(frames));
    frames.delete(SHOT_NOTE_2, SHOT_NOTE_2.TAKE_NUMBER.eq(1));
    frames.write(SHOT_NOTE_2, List.of(note(2, "n2"), note(3, "of no shot")));
    assertEquals("new 0, stale 2, orphaned 0, pending 2", counts(frames));
    assertEquals(6, frames.resolve(SHOT_FRAME).pendingMany(sample -> frames(sample, 3)));
    assertEquals(
        Set.of("/shots/1 without", "/shots/2a note"),
        frames.read(SHOT_FRAME).fetch().intoSet(SHOT_FRAME.FILE));
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(frames));
  }
}
