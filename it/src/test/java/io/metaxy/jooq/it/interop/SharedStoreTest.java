package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.Rows.CLIPS;
import static io.metaxy.jooq.it.interop.Rows.CLIP_IDS;
import static io.metaxy.jooq.it.interop.Rows.NOTES;
import static io.metaxy.jooq.it.interop.Rows.clip;
import static io.metaxy.jooq.it.interop.db.tables.Clip.CLIP;
import static io.metaxy.jooq.it.interop.db.tables.ClipEmbedding.CLIP_EMBEDDING;
import static io.metaxy.jooq.it.interop.db.tables.ClipMerged.CLIP_MERGED;
import static io.metaxy.jooq.it.interop.db.tables.ClipScene.CLIP_SCENE;
import static io.metaxy.jooq.it.interop.db.tables.ClipTimeline.CLIP_TIMELINE;
import static io.metaxy.jooq.it.interop.db.tables.Note.NOTE;
import static io.metaxy.jooq.it.interop.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.it.interop.db.Features;
import io.metaxy.jooq.it.interop.db.tables.records.ClipRecord;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Java and the peer on a shared store of every kind: what one side writes is up to date for the
 * other; after a change, both find the same stale, orphaned and new samples with equal hashes;
 * either side can compute them.
 */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0}")
@EnumSource(SharedStore.class)
class SharedStoreTest {

  @Parameter SharedStore kind;

  @ParameterizedTest
  @EnumSource
  void whatOneWritesIsFreshForTheOther(Writer writer) {
    try (Place place = kind.empty()) {
      Sides sides = Sides.of(kind, place, Features.GRAPH);
      assertEquals(Ids.allNew(CLIP_IDS), sides.resolve(CLIP, CLIPS).ids());
      sides.side(writer).write(CLIP, CLIPS);
      sides.side(writer).write(NOTE, NOTES);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS));
      assertEquals(Outcome.NOTHING, sides.resolve(NOTE, NOTES));
      isNewUntilWritten(sides, writer, CLIP_EMBEDDING, CLIP_IDS);
      isNewUntilWritten(sides, writer, SPEAKER_SUMMARY, "anna", "bert");
      isNewUntilWritten(sides, writer, CLIP_SCENE, CLIP_IDS);
      isNewUntilWritten(sides, writer, CLIP_TIMELINE, CLIP_IDS);
      isNewUntilWritten(sides, writer, CLIP_MERGED, CLIP_IDS);
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP).keySet());
      assertEquals(Set.of("a"), sides.read(NOTE).keySet());
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP_EMBEDDING).keySet());
      assertEquals(Set.of("anna", "bert"), sides.read(SPEAKER_SUMMARY).keySet());
      assertEquals(CLIPS.size() * Rows.CHILDREN.size(), sides.read(CLIP_SCENE).size());
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP_TIMELINE).keySet());
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP_MERGED).keySet());
    }
  }

  private static <R extends FeatureRecord<R>> void isNewUntilWritten(
      Sides sides, Writer writer, FeatureTable<R> table, String... inputs) {
    assertEquals(Ids.allNew(inputs), sides.resolve(table).ids());
    sides.side(writer).update(table);
    assertEquals(Outcome.NOTHING, sides.resolve(table));
  }

  @ParameterizedTest
  @EnumSource
  void aChangedSampleIsStaleUntilTheOtherComputesIt(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = Sides.of(kind, place, Features.GRAPH);
      ClipRecord changed = clip("a", "anna", "another", "f1");
      assertEquals(Set.of("a"), sides.resolve(CLIP, List.of(changed)).stale().keySet());
      sides.side(writer).write(CLIP, List.of(changed));
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_EMBEDDING).ids());
      assertEquals(Ids.allStale("anna"), sides.resolve(SPEAKER_SUMMARY).ids());
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE), "made from the frames alone");
      sides.side(writer.other()).update(CLIP_EMBEDDING);
      sides.side(writer.other()).update(SPEAKER_SUMMARY);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP_EMBEDDING).keySet());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneDeletesOrphansUntilTheOtherWritesItAgain(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = Sides.of(kind, place, Features.GRAPH);
      sides.side(writer).delete(CLIP, CLIP.CLIP_ID, "A");
      sides.side(writer).delete(CLIP, CLIP.CLIP_ID, "z");
      assertEquals(Set.of("B10", "B9", "a", "ä|'\""), sides.read(CLIP).keySet());
      assertEquals(Ids.allNew("A", "z"), sides.resolve(CLIP, CLIPS).ids());
      assertEquals(Ids.allOrphaned("A", "z"), sides.resolve(CLIP_EMBEDDING).ids());
      assertEquals(
          new Ids(Set.of(), Set.of("anna"), Set.of("bert")), sides.resolve(SPEAKER_SUMMARY).ids());
      assertEquals(Ids.allOrphaned("A", "z"), sides.resolve(CLIP_SCENE).ids());
      sides.side(writer.other()).write(CLIP, List.of(CLIPS.get(1), CLIPS.get(5)));
      assertEquals(Set.of(CLIP_IDS), sides.read(CLIP).keySet());
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE));
    }
  }
}
