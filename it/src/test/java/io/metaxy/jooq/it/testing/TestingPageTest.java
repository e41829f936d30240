package io.metaxy.jooq.it.testing;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.features.Recording;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.test.MetaxyExtension;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of {@code docs/testing.md}. */
class TestingPageTest {

  // region extension
  @RegisterExtension static final MetaxyExtension METAXY = MetaxyExtension.of(Features.GRAPH);

  @Test
  void theSecondRunHasNothingToDo(MetadataStore store) {
    Pipeline.run(store, List.of(recording("r1", "audio 1", "frames 1")));

    assertEquals(1, store.read(RECORDING_TRANSCRIPT).fetch().size());
    assertEquals(0, store.resolve(RECORDING_TRANSCRIPT).counts().pending());
  }

  // endregion

  // region stale
  @Test
  void newAudioMakesTheTranscriptStale(MetadataStore store) {
    Pipeline.run(store, List.of(recording("r1", "audio 1", "frames 1")));

    store.write(RECORDING, List.of(recording("r1", "audio 2", "frames 1")));
    store.write(RECORDING, List.of(recording("r2", "audio 1", "frames 1")));

    assertEquals(
        "new 1, stale 1, orphaned 0, pending 2",
        store.resolve(RECORDING_TRANSCRIPT).counts().toString());
  }

  // endregion

  // region codeVersion
  @Test
  void aNewCodeVersionComputesEveryTranscriptAgain(MetadataStore store, DSLContext dsl) {
    Pipeline.run(store, List.of(recording("r1", "audio 1", "frames 1")));

    FeatureSpec changed =
        FeatureSpec.of("recording/transcript")
            .id("recording_id")
            .dependsOn(Recording.SPEC)
            .field("text", f -> f.codeVersion("2").from(Recording.SPEC, "audio"))
            .build();
    FeatureDefinition transcript = Features.GRAPH.plan(changed.key()).definition();
    FeatureGraph next = Features.GRAPH.with(transcript.withSpec(changed));

    MetadataStore later = MetadataStore.of(dsl, next);
    assertEquals(1, later.resolve(RECORDING_TRANSCRIPT).counts().newSamples());
    assertEquals(0, later.resolve(RECORDING_FACES).counts().pending());
  }

  // endregion

  @Test
  void theStoreIsEmpty(MetadataStore store, DSLContext dsl) {
    assertEquals(0, dsl.fetchCount(RECORDING_CROP));
    assertEquals(0, store.read(RECORDING).fetch().size());
  }
}
