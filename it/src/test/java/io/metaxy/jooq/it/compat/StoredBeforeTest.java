package io.metaxy.jooq.it.compat;

import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stores of earlier versions still work. */
class StoredBeforeTest {

  /** H2 stores the name of the class, which was in another package. */
  @Test
  void h2FindsTheFunctionThatAnEarlierVersionGaveIt() throws Exception {
    try (TestDatabase database =
        TestDatabase.with(RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT)) {
      database.execute(
          "create alias metaxy_xxhash64 deterministic for"
              + " 'io.metaxy.jooq.table.H2Functions.xxhash64'");
      MetadataStore store =
          MetadataStore.of(database.dsl(), Features.GRAPH)
              .withHashAlgorithm(HashAlgorithm.XXHASH64);
      List<RecordingRecord> recordings = List.of(Pipeline.recording("r1", "a1", "f1"));
      Pipeline.run(store.withEngine(Engine.SQL), recordings);
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          store.withEngine(Engine.MERGE).resolve(RECORDING_TRANSCRIPT).counts().toString());
    }
  }
}
