package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.Rows.clip;
import static io.metaxy.jooq.it.interop.Rows.note;
import static io.metaxy.jooq.it.interop.db.tables.Clip.CLIP;
import static io.metaxy.jooq.it.interop.db.tables.ClipEmbedding.CLIP_EMBEDDING;
import static io.metaxy.jooq.it.interop.db.tables.ClipMerged.CLIP_MERGED;
import static io.metaxy.jooq.it.interop.db.tables.ClipScene.CLIP_SCENE;
import static io.metaxy.jooq.it.interop.db.tables.ClipTimeline.CLIP_TIMELINE;
import static io.metaxy.jooq.it.interop.db.tables.Note.NOTE;
import static io.metaxy.jooq.it.interop.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.interop.db.Features;
import io.metaxy.jooq.it.interop.db.tables.records.ClipRecord;
import io.metaxy.jooq.it.interop.db.tables.records.NoteRecord;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Java and the peer on one store, of every kind: what one writes, the other finds fresh; what one
 * changes, both find stale, orphaned or new, with equal hashes; what is then to be done, either
 * does.
 */
@Tag("interop")
@ParameterizedClass(name = "{0}")
@EnumSource(SharedStore.class)
class SharedStoreTest {

  /** Their ids differ in case or by an accent, and numbers in them are not in the order of text. */
  private static final List<ClipRecord> CLIPS =
      List.of(
          clip("a", "anna", "a1", "f1"),
          clip("A", "anna", "a2", "f2"),
          clip("B9", "anna", "a3", "f3"),
          clip("B10", "anna", "a4", "f4"),
          clip("ä|'\"", "anna", "a5", "f5"),
          clip("z", "bert", "a6", "f6"));

  private static final Set<String> CLIP_IDS = Set.of("a", "A", "B9", "B10", "ä|'\"", "z");
  private static final Set<String> NONE = Set.of();
  private static final List<NoteRecord> NOTES = List.of(note("a", "n1"));
  private static final Map<List<?>, Place> FILLED = new HashMap<>();

  @Parameter SharedStore kind;

  @ParameterizedTest
  @EnumSource
  void whatOneWritesIsFreshForTheOther(Writer writer) {
    Sides sides = sides(kind.empty());
    assertEquals(newOnes(CLIP_IDS), sides.resolve(CLIP, CLIPS).ids());
    sides.side(writer).write(CLIP, CLIPS);
    sides.side(writer).write(NOTE, NOTES);
    isNewUntilWritten(sides, writer, CLIP_EMBEDDING, CLIP_IDS);
    isNewUntilWritten(sides, writer, SPEAKER_SUMMARY, Set.of("anna", "bert"));
    isNewUntilWritten(sides, writer, CLIP_SCENE, CLIP_IDS);
    isNewUntilWritten(sides, writer, CLIP_TIMELINE, CLIP_IDS);
    isNewUntilWritten(sides, writer, CLIP_MERGED, CLIP_IDS);
    allIsFresh(sides);
    assertEquals(new TreeSet<>(CLIP_IDS), sides.read(CLIP).keySet());
    assertEquals(Set.of("a"), sides.read(NOTE).keySet());
    assertEquals(new TreeSet<>(CLIP_IDS), sides.read(CLIP_EMBEDDING).keySet());
    assertEquals(Set.of("anna", "bert"), sides.read(SPEAKER_SUMMARY).keySet());
    assertEquals(CLIPS.size() * Rows.CHILDREN.size(), sides.read(CLIP_SCENE).size());
    assertEquals(new TreeSet<>(CLIP_IDS), sides.read(CLIP_TIMELINE).keySet());
    assertEquals(new TreeSet<>(CLIP_IDS), sides.read(CLIP_MERGED).keySet());
  }

  private static <R extends FeatureRecord<R>> void isNewUntilWritten(
      Sides sides, Writer writer, FeatureTable<R> table, Set<String> inputs) {
    assertEquals(newOnes(inputs), sides.resolve(table).ids());
    sides.side(writer).update(table);
    assertEquals(Outcome.NOTHING, sides.resolve(table));
  }

  @ParameterizedTest
  @EnumSource
  void aChangedSampleIsStaleUntilEitherComputesIt(Writer writer) {
    Sides sides = sides(filled(writer));
    Side other = sides.side(writer.other());
    ClipRecord changed = clip("a", "anna", "another", "f1");
    assertEquals(stale("a"), sides.resolve(CLIP, with(changed)).ids());
    sides.side(writer).write(CLIP, List.of(changed));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP, with(changed)));
    assertEquals(stale("a"), sides.resolve(CLIP_EMBEDDING).ids());
    assertEquals(stale("anna"), sides.resolve(SPEAKER_SUMMARY).ids());
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE), "made from the frames alone");
    assertEquals(stale("a"), sides.resolve(CLIP_TIMELINE).ids());
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED), "until its embedding is computed");
    updateAll(other);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
    assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_TIMELINE));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
    assertEquals(CLIPS.size(), sides.read(CLIP_EMBEDDING).size());
  }

  @ParameterizedTest
  @EnumSource
  void aChangedParentIsStaleUntilAllItsChildrenAreWritten(Writer writer) {
    Sides sides = sides(filled(writer));
    Side other = sides.side(writer.other());
    sides.side(writer).write(CLIP, List.of(clip("B9", "anna", "a3", "others")));
    assertEquals(stale("B9"), sides.resolve(CLIP_SCENE).ids());
    other.update(CLIP_SCENE);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE));
    assertEquals(CLIPS.size() * Rows.CHILDREN.size(), sides.read(CLIP_SCENE).size());
    assertEquals(stale("B9"), sides.resolve(CLIP_TIMELINE).ids());
    other.update(CLIP_TIMELINE);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_TIMELINE));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDeletedOrphansUntilItIsWrittenAgain(Writer writer) {
    Sides sides = sides(filled(writer));
    sides.side(writer).delete(CLIP, CLIP.CLIP_ID, "A");
    sides.side(writer).delete(CLIP, CLIP.CLIP_ID, "z");
    assertEquals(Set.of("B10", "B9", "a", "ä|'\""), sides.read(CLIP).keySet());
    assertEquals(newOnes(Set.of("A", "z")), sides.resolve(CLIP, CLIPS).ids());
    assertEquals(orphaned("A", "z"), sides.resolve(CLIP_EMBEDDING).ids());
    assertEquals(
        new Outcome.Ids(NONE, Set.of("anna"), Set.of("bert")),
        sides.resolve(SPEAKER_SUMMARY).ids());
    assertEquals(orphaned("A", "z"), sides.resolve(CLIP_SCENE).ids());
    assertEquals(orphaned("A", "z"), sides.resolve(CLIP_TIMELINE).ids());
    sides.side(writer.other()).write(CLIP, List.of(CLIPS.get(1), CLIPS.get(5)));
    allIsFresh(sides);
    assertEquals(new TreeSet<>(CLIP_IDS), sides.read(CLIP).keySet());
  }

  @ParameterizedTest
  @EnumSource
  void aDeletedResultIsNewUntilItIsComputedAgain(Writer writer) {
    Sides sides = sides(filled(writer));
    sides.side(writer).delete(CLIP_EMBEDDING, CLIP_EMBEDDING.CLIP_ID, "a");
    assertEquals(newOnes(Set.of("a")), sides.resolve(CLIP_EMBEDDING).ids());
    assertEquals(orphaned("a"), sides.resolve(CLIP_MERGED).ids());
    sides.side(writer.other()).update(CLIP_EMBEDDING);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
  }

  @ParameterizedTest
  @EnumSource
  void anOptionalRowIsEmptyTextWhileItIsNotThere(Writer writer) {
    Place place = filled(writer);
    Sides sides = sides(place);
    Side other = sides.side(writer.other());
    sides.side(writer).write(NOTE, List.of(note("z", "n2")));
    assertEquals(stale("z"), sides.resolve(CLIP_MERGED).ids());
    other.update(CLIP_MERGED);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
    sides.side(writer).delete(NOTE, NOTE.NOTE_OF, "z");
    assertEquals(stale("z"), sides.resolve(CLIP_MERGED).ids());
    other.update(CLIP_MERGED);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
  }

  @ParameterizedTest
  @EnumSource
  void aGivenDataVersionIsWhatTheOtherSeesDownstream(Writer writer) {
    Sides sides = sides(filled(writer));
    Map<String, String> given = Map.of("audio", "mine", "frames", "f1");
    ClipRecord clip = clip("a", "anna", "a1", "f1").setMetaxyDataVersionByField(given);
    sides.side(writer).write(CLIP, List.of(clip));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS), "its provenance is the same");
    assertEquals(stale("a"), sides.resolve(CLIP_EMBEDDING).ids());
    assertEquals(stale("anna"), sides.resolve(SPEAKER_SUMMARY).ids());
    sides.side(writer.other()).update(CLIP_EMBEDDING);
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
    assertEquals(CLIPS.size(), sides.read(CLIP).size());
  }

  @ParameterizedTest
  @EnumSource
  void aChangedCodeVersionIsNewAndLeavesTheOldOneFresh(Writer writer) {
    Place place = filled(writer);
    Sides changed = Sides.of(kind, place, Features.GRAPH.with(embeddingOfCodeVersion2()));
    Side other = changed.side(writer.other());
    assertEquals(newOnes(CLIP_IDS), changed.resolve(CLIP_EMBEDDING).ids());
    assertEquals(Outcome.NOTHING, changed.resolve(CLIP_MERGED), "until its embedding is computed");
    other.update(CLIP_EMBEDDING);
    assertEquals(newOnes(CLIP_IDS), changed.resolve(CLIP_MERGED).ids());
    changed.side(writer).update(CLIP_MERGED);
    allIsFresh(changed);
    allIsFresh(sides(place));
  }

  private static FeatureDefinition embeddingOfCodeVersion2() {
    FeatureSpec spec =
        FeatureSpec.of("clip/embedding")
            .id("clip_id")
            .dependsOn(Clip.SPEC)
            .field("vector", f -> f.codeVersion("2").from(Clip.SPEC, "audio"))
            .build();
    return Features.GRAPH.plan(CLIP_EMBEDDING.featureKey()).definition().withSpec(spec);
  }

  private Sides sides(Place place) {
    return Sides.of(kind, place, Features.GRAPH);
  }

  /** A new store in which one side has written every feature. */
  private Place filled(Writer writer) {
    return FILLED.computeIfAbsent(List.of(kind, writer), key -> fill(writer)).copy();
  }

  private Place fill(Writer writer) {
    Place place = kind.empty();
    Side side = sides(place).side(writer);
    side.write(CLIP, CLIPS);
    side.write(NOTE, NOTES);
    updateAll(side);
    return place;
  }

  private static void updateAll(Side side) {
    side.update(CLIP_EMBEDDING);
    side.update(SPEAKER_SUMMARY);
    side.update(CLIP_SCENE);
    side.update(CLIP_TIMELINE);
    side.update(CLIP_MERGED);
  }

  private static void allIsFresh(Sides sides) {
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS));
    assertEquals(Outcome.NOTHING, sides.resolve(NOTE, NOTES));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
    assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_TIMELINE));
    assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
  }

  /** All clips, one of them changed. */
  private static List<ClipRecord> with(ClipRecord changed) {
    return CLIPS.stream()
        .map(clip -> clip.getClipId().equals(changed.getClipId()) ? changed : clip)
        .toList();
  }

  private static Outcome.Ids newOnes(Set<String> ids) {
    return new Outcome.Ids(ids, NONE, NONE);
  }

  private static Outcome.Ids stale(String id) {
    return new Outcome.Ids(NONE, Set.of(id), NONE);
  }

  private static Outcome.Ids orphaned(String... ids) {
    return new Outcome.Ids(NONE, NONE, Set.of(ids));
  }
}
