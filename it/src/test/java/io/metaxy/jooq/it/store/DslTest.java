package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.Recording;
import io.metaxy.jooq.example.db.tables.RecordingCrop;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import java.util.List;
import org.jooq.Record2;
import org.jooq.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feature tables in typed queries. */
class DslTest extends OnEveryDatabase {

  DslTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  @BeforeEach
  void twoRuns() {
    Pipeline.run(store, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")));
    Pipeline.run(store, List.of(recording("r1", "a1", "f1"), recording("r2", "a2-new", "f2")));
  }

  @Test
  void aFilterOnTheCurrentRowsSeesTheLatestOnly() {
    assertEquals(3, dsl.fetchCount(RECORDING));
    // region current
    List<String> versions =
        dsl.select(RECORDING.dataVersion("audio"))
            .from(store.current(RECORDING))
            .where(RECORDING.PATH.like("%.mp4"))
            .orderBy(RECORDING.RECORDING_ID)
            .fetch(RECORDING.dataVersion("audio"));
    // endregion
    assertEquals(List.of("a1", "a2-new"), versions);
  }

  @Test
  void twoFeaturesJoinOnTheirIds() {
    // region join
    Result<Record2<String, String>> rows =
        dsl.select(RECORDING_TRANSCRIPT.TEXT, RECORDING_CROP.framesDataVersion())
            .from(store.current(RECORDING_CROP))
            .join(store.current(RECORDING_TRANSCRIPT))
            .on(RECORDING_CROP.RECORDING_ID.eq(RECORDING_TRANSCRIPT.RECORDING_ID))
            .where(RECORDING_CROP.PATH.contains("r2"))
            .fetch();
    // endregion
    assertEquals(1, rows.size());
    assertEquals("What is said in /data/r2.mp4", rows.get(0).value1());
    assertEquals("d43b9e40", rows.get(0).value2());
  }

  @Test
  void aliasesWorkAsEver() {
    Recording r = RECORDING.as("r");
    RecordingCrop c = RECORDING_CROP.as("c");
    assertEquals(
        List.of("f1", "f2"),
        dsl.select(r.framesDataVersion())
            .from(store.current(r))
            .join(store.current(c))
            .on(r.RECORDING_ID.eq(c.RECORDING_ID))
            .orderBy(r.RECORDING_ID)
            .fetch(r.framesDataVersion()));
  }

  @Test
  void aPerFieldVersionIsAFieldAnywhere() {
    assertEquals(
        "r2",
        dsl.select(RECORDING.RECORDING_ID)
            .from(store.current(RECORDING))
            .where(RECORDING.audioProvenance().eq("a2-new"))
            .fetchSingle(RECORDING.RECORDING_ID));
  }

  /** As {@code docs/columns.md} shows. */
  @Test
  void aRowIsReadIntoTheFeaturesRecord() {
    List<io.metaxy.jooq.example.features.Recording> rows =
        store
            .read(RECORDING)
            .fetch()
            .into(RECORDING.RECORDING_ID, RECORDING.PATH, RECORDING.SECONDS)
            .into(io.metaxy.jooq.example.features.Recording.class);
    assertEquals(
        List.of("r1", "r2"),
        rows.stream()
            .map(io.metaxy.jooq.example.features.Recording::recordingId)
            .sorted()
            .toList());
    RecordingRecord record =
        store.read(RECORDING).where(RECORDING.RECORDING_ID.eq("r2")).fetch().get(0);
    assertEquals(
        new io.metaxy.jooq.example.features.Recording("r2", record.getPath(), record.getSeconds()),
        record
            .into(RECORDING.RECORDING_ID, RECORDING.PATH, RECORDING.SECONDS)
            .into(io.metaxy.jooq.example.features.Recording.class));
  }

  @Test
  void anUnknownFieldIsNamedWithTheKnownOnes() {
    assertEquals(
        "Cannot find field sound of feature recording (must be one of [audio, frames])",
        refused(IllegalArgumentException.class, () -> RECORDING.dataVersion("sound")));
  }
}
