package io.metaxy.jooq.it.interop;

import static io.metaxy.jooq.it.interop.Rows.CLIPS;
import static io.metaxy.jooq.it.interop.Rows.CLIP_IDS;
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

import io.metaxy.jooq.it.interop.Outcome.Ids;
import io.metaxy.jooq.it.interop.Side.Writer;
import io.metaxy.jooq.it.interop.db.Features;
import io.metaxy.jooq.it.interop.db.tables.records.ClipEmbeddingRecord;
import io.metaxy.jooq.it.interop.db.tables.records.ClipRecord;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.table.Fingerprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Further histories of a store shared by both sides, once on each database. */
@Tag("interop")
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"DUCKDB_STRUCT", "POSTGRESQL_JSONB"})
class SharedHistoryTest {

  @Parameter SharedStore kind;

  @ParameterizedTest
  @EnumSource
  void aChangedSampleTravelsAsFarAsItIsComputed(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      sides.side(writer).write(CLIP, List.of(clip("a", "anna", "another", "f1")));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED), "until its embedding is made");
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_TIMELINE).ids());
      sides.side(writer.other()).update(CLIP_EMBEDDING);
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_MERGED).ids());
      sides.side(writer).update(CLIP_MERGED);
      sides.side(writer.other()).update(CLIP_TIMELINE);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_TIMELINE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangedParentIsStaleUntilTheOtherWritesAllItsChildren(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      sides.side(writer).write(CLIP, List.of(clip("B9", "anna", "a3", "others")));
      assertEquals(Ids.allStale("B9"), sides.resolve(CLIP_SCENE).ids());
      sides.side(writer.other()).update(CLIP_SCENE);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE));
      assertEquals(CLIPS.size() * Rows.CHILDREN.size(), sides.read(CLIP_SCENE).size());
      assertEquals(Ids.allStale("B9"), sides.resolve(CLIP_TIMELINE).ids());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeletedResultIsNewUntilTheOtherComputesIt(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      sides.side(writer).delete(CLIP_EMBEDDING, CLIP_EMBEDDING.CLIP_ID, "a");
      assertEquals(Ids.allNew("a"), sides.resolve(CLIP_EMBEDDING).ids());
      assertEquals(Ids.allOrphaned("a"), sides.resolve(CLIP_MERGED).ids());
      sides.side(writer.other()).update(CLIP_EMBEDDING);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOptionalRowMakesStaleWhenItComesAndWhenItGoes(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      sides.side(writer).write(NOTE, List.of(note("z", "n2")));
      assertEquals(Ids.allStale("z"), sides.resolve(CLIP_MERGED).ids());
      sides.side(writer.other()).update(CLIP_MERGED);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
      sides.side(writer).delete(NOTE, NOTE.NOTE_OF, "z");
      assertEquals(Ids.allStale("z"), sides.resolve(CLIP_MERGED).ids());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGivenDataVersionIsWhatTheOtherSeesDownstream(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      Map<String, String> given = Map.of("audio", "mine", "frames", "f1");
      ClipRecord clip = clip("a", "anna", "a1", "f1").setMetaxyDataVersionByField(given);
      sides.side(writer).write(CLIP, List.of(clip));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP, CLIPS), "its provenance is the same");
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_EMBEDDING).ids());
      assertEquals(Ids.allStale("anna"), sides.resolve(SPEAKER_SUMMARY).ids());
      sides.side(writer.other()).update(CLIP_EMBEDDING);
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(CLIPS.size(), sides.read(CLIP).size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDataVersionThatStaysLeavesEverythingMadeFromItFresh(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides sides = sides(place);
      ClipRecord clip = clip("a", "anna", "encoded again", "f1").setDataVersion("audio", "a1");
      sides.side(writer).write(CLIP, List.of(clip));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides.resolve(SPEAKER_SUMMARY));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_SCENE));

      sides.side(writer).write(CLIP_EMBEDDING, List.of(embedding("inputs")));
      assertEquals(Ids.allStale("a"), sides.resolve(CLIP_MERGED).ids());
      sides.side(writer.other()).update(CLIP_MERGED);
      sides.side(writer).write(CLIP_EMBEDDING, List.of(embedding("other inputs")));
      assertEquals(Outcome.NOTHING, sides.resolve(CLIP_MERGED));
      sides.read(CLIP);
      sides.read(CLIP_EMBEDDING);
    }
  }

  private static ClipEmbeddingRecord embedding(String inputs) {
    ClipEmbeddingRecord record = new ClipEmbeddingRecord();
    record.fromMap(Rows.values(Features.GRAPH.plan(CLIP_EMBEDDING.featureKey()), "either"));
    return record
        .setClipId("a")
        .setMetaxyProvenanceByField(Map.of("vector", inputs))
        .setDataVersion("vector", Fingerprint.ofText("the same output"));
  }

  @ParameterizedTest
  @EnumSource
  void aChangedCodeVersionIsNewAndLeavesTheOldOneFresh(Writer writer) {
    try (Place place = Filled.by(writer, kind)) {
      Sides changed = Sides.of(kind, place, Features.GRAPH.with(embeddingOfCodeVersion2()));
      assertEquals(Ids.allNew(CLIP_IDS), changed.resolve(CLIP_EMBEDDING).ids());
      assertEquals(Outcome.NOTHING, changed.resolve(CLIP_MERGED), "until its embedding is made");
      changed.side(writer.other()).update(CLIP_EMBEDDING);
      assertEquals(Outcome.NOTHING, changed.resolve(CLIP_EMBEDDING));
      assertEquals(Ids.allNew(CLIP_IDS), changed.resolve(CLIP_MERGED).ids());
      changed.side(writer).update(CLIP_MERGED);
      assertEquals(Outcome.NOTHING, changed.resolve(CLIP_MERGED));
      assertEquals(Outcome.NOTHING, changed.resolve(SPEAKER_SUMMARY), "not made from it");
      assertEquals(Outcome.NOTHING, sides(place).resolve(CLIP_EMBEDDING));
      assertEquals(Outcome.NOTHING, sides(place).resolve(CLIP_MERGED));
    }
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
}
