package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static io.metaxy.jooq.it.resolve.Shots.md5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingCropRecord;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.ByEveryEngine;
import io.metaxy.jooq.table.Fingerprint;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Data versions that the writer provides stop staleness from spreading. */
class OwnDataVersionsTest extends ByEveryEngine {

  private static final String NOTHING = "new 0, stale 0, orphaned 0, pending 0";
  private static final String ONE_STALE = "new 0, stale 1, orphaned 0, pending 1";

  OwnDataVersionsTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  private void ingest(RecordingRecord... recordings) {
    store.resolve(RECORDING, List.of(recordings)).pending(Sample::record);
  }

  /** Crops the frames to what the function returns, which is their data version. */
  private void crop(Function<Sample<RecordingCropRecord>, String> crop) {
    store
        .resolve(RECORDING_CROP)
        .pending(
            sample -> {
              String path = crop.apply(sample);
              return sample
                  .record()
                  .setPath(path)
                  .setDataVersion("frames", Fingerprint.ofText(path));
            });
  }

  private void countFaces() {
    store.resolve(RECORDING_FACES).pending(sample -> sample.record().setFaces(1L));
  }

  private RecordingCropRecord cropped() {
    return store.read(RECORDING_CROP).fetch().get(0);
  }

  @Test
  void withoutThemWhatIsMadeFromAStaleSampleIsStale() {
    ingest(recording("r1", "a1", "f1"));
    store.resolve(RECORDING_CROP).pending(sample -> sample.record().setPath("same"));
    countFaces();

    ingest(recording("r1", "a1", "f1-encoded-again"));
    store.resolve(RECORDING_CROP).pending(sample -> sample.record().setPath("same"));

    assertEquals(ONE_STALE, counts(RECORDING_FACES));
  }

  @Test
  void withThemASampleThatComputesToTheSameLeavesEverythingBelowUpToDate() {
    ingest(recording("r1", "a1", "f1"));
    crop(sample -> "same");
    countFaces();

    ingest(recording("r1", "a1", "f1-encoded-again"));
    assertEquals(ONE_STALE, counts(RECORDING_CROP));
    crop(sample -> "same");

    assertEquals(NOTHING, counts(RECORDING_CROP));
    assertEquals(NOTHING, counts(RECORDING_FACES));
  }

  @Test
  void withThemASampleThatComputesToAnotherOutputMakesEverythingBelowStale() {
    ingest(recording("r1", "a1", "f1"));
    crop(sample -> "same");
    countFaces();

    ingest(recording("r1", "a1", "f2"));
    crop(sample -> "other");

    assertEquals(ONE_STALE, counts(RECORDING_FACES));
  }

  @Test
  void ofManySamplesOnlyThoseWithAnotherOutputAreStaleBelow() {
    int count = 300;
    ingest(recordings(count, "f"));
    crop(sample -> "first");
    countFaces();

    ingest(recordings(count, "g"));
    assertEquals(count, store.resolve(RECORDING_CROP).counts().stale());
    crop(sample -> sample.record().getRecordingId().endsWith("7") ? "another" : "first");

    assertEquals("new 0, stale 30, orphaned 0, pending 30", counts(RECORDING_FACES));
    store
        .resolve(RECORDING_FACES)
        .stale()
        .fetch()
        .forEach(sample -> assertEquals("7", lastDigit(sample.record().getRecordingId())));
  }

  private static RecordingRecord[] recordings(int count, String frames) {
    return IntStream.range(0, count)
        .mapToObj(i -> recording("r" + i, "a" + i, frames + i))
        .toArray(RecordingRecord[]::new);
  }

  private static String lastDigit(String id) {
    return id.substring(id.length() - 1);
  }

  @Test
  void theOtherFieldsKeepTheirProvenance() {
    ingest(recording("r1", "a1", "f1"));
    crop(sample -> "same");

    RecordingCropRecord row = cropped();
    String audio = md5("audio|1|recording.audio|a1");
    String frames = Fingerprint.ofText("same");
    assertEquals(Map.of("audio", audio, "frames", frames), row.dataVersionByField());
    assertEquals(audio, row.dataVersion("audio"));
    assertEquals(frames, row.dataVersion("frames"));
    assertEquals(md5(audio + "|" + frames), row.getMetaxyDataVersion());
    assertEquals(
        Map.of("audio", audio, "frames", md5("frames|1|recording.frames|f1")),
        row.provenanceByField());
    assertEquals(md5(audio + "|" + md5("frames|1|recording.frames|f1")), row.getMetaxyProvenance());
    assertEquals(
        md5("faces|1|recording/crop.frames|" + frames),
        store
            .resolve(RECORDING_FACES)
            .newSamples()
            .fetch()
            .get(0)
            .provenanceByField()
            .get("faces"));
  }

  @Test
  void aRootHasThemToo() {
    ingest(recording("r1", "a1", "f1").setDataVersion("audio", "what is said"));
    store.resolve(RECORDING_TRANSCRIPT).pending(sample -> sample.record().setText("Hello"));

    ingest(recording("r1", "a1-remastered", "f1").setDataVersion("audio", "what is said"));

    assertEquals(NOTHING, counts(RECORDING_TRANSCRIPT));
    RecordingRecord row = store.read(RECORDING).fetch().get(0);
    assertEquals(Map.of("audio", "what is said", "frames", "f1"), row.dataVersionByField());
    assertEquals("a1-remastered", row.provenanceByField().get("audio"));
  }

  @Test
  void oneBatchHasRowsWithAndWithoutThem() {
    store.write(
        RECORDING,
        List.of(
            recording("r1", "a1", "f1"),
            recording("r2", "a2", "f2").setDataVersion("audio", "own"),
            recording("r3", "a3", "f3").setDataVersion("audio", "A").setDataVersion("frames", "F"),
            recording("r4", "a4", "f4")));

    assertEquals(
        List.of("a1 f1", "own f2", "A F", "a4 f4"),
        store.read(RECORDING).fetch().stream()
            .sorted(Comparator.comparing(RecordingRecord::getRecordingId))
            .map(row -> row.dataVersion("audio") + " " + row.dataVersion("frames"))
            .toList());
  }

  @Test
  void theProvenanceIsSetBeforeOrAfter() {
    RecordingRecord row =
        new RecordingRecord().setRecordingId("r1").setPath("/data/r1.mp4").setSeconds(1.0);
    assertNull(row.dataVersion("audio"));

    row.setDataVersion("audio", "own");
    assertEquals("own", row.dataVersion("audio"));
    assertNull(row.dataVersion("frames"));
    row.setMetaxyProvenanceByField(Map.of("audio", "a1", "frames", "f1"));
    assertEquals(Map.of("audio", "own", "frames", "f1"), row.dataVersionByField());
    row.setMetaxyProvenanceByField(Map.of("audio", "a2", "frames", "f2"));

    store.write(RECORDING, List.of(row));
    assertEquals(
        Map.of("audio", "own", "frames", "f2"),
        store.read(RECORDING).fetch().get(0).dataVersionByField());
  }

  @Test
  void aRowThatIsReadAndWrittenKeepsThem() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1").setDataVersion("audio", "own")));

    RecordingRecord row = store.read(RECORDING).fetch().get(0);
    row.setMetaxyProvenanceByField(Map.of("audio", "a2", "frames", "f2"));
    row.setDataVersion("frames", "mine");
    store.write(RECORDING, List.of(row));

    assertEquals(
        Map.of("audio", "own", "frames", "mine"),
        store.read(RECORDING).fetch().get(0).dataVersionByField());
  }

  /** Whether the provenance is set before or after the version of another field. */
  @Test
  void aFieldOfARowThatIsReadFollowsItsProvenance() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1"), recording("r2", "a1", "f1")));
    List<RecordingRecord> rows = store.read(RECORDING).fetch();
    Map<String, String> changed = Map.of("audio", "a2", "frames", "f2");

    rows.get(0).setMetaxyProvenanceByField(changed).setDataVersion("frames", "mine");
    rows.get(1).setDataVersion("frames", "mine").setMetaxyProvenanceByField(changed);
    store.write(RECORDING, rows);

    for (RecordingRecord row : store.read(RECORDING).fetch()) {
      assertEquals(Map.of("audio", "a2", "frames", "mine"), row.dataVersionByField());
    }
  }

  /** The other fields of a copy follow the provenance of the copy. */
  @Test
  void aCopyHasThem() {
    RecordingRecord row = recording("r1", "a1", "f1").setDataVersion("frames", "mine");
    RecordingRecord copy = row.into(RECORDING);
    copy.setRecordingId("r2");
    copy.setMetaxyProvenanceByField(Map.of("audio", "a2", "frames", "f2"));
    assertEquals(Map.of("audio", "a2", "frames", "mine"), copy.dataVersionByField());

    store.write(RECORDING, List.of(row, copy));

    assertEquals(
        List.of("a1", "a2"),
        store.read(RECORDING).fetch().stream()
            .sorted(Comparator.comparing(RecordingRecord::getRecordingId))
            .map(each -> each.dataVersion("audio"))
            .toList());
  }

  @Test
  void aDeletedRowIsRevivedWithThem() {
    ingest(recording("r1", "a1", "f1").setDataVersion("audio", "own"));
    store.resolve(RECORDING_TRANSCRIPT).pending(sample -> sample.record().setText("Hello"));
    store.delete(RECORDING, RECORDING.RECORDING_ID.eq("r1"));
    assertEquals("new 0, stale 0, orphaned 1, pending 0", counts(RECORDING_TRANSCRIPT));

    ingest(recording("r1", "a2", "f2").setDataVersion("audio", "own"));

    assertEquals(NOTHING, counts(RECORDING_TRANSCRIPT));
  }

  @Test
  void aFieldThatTheFeatureDoesNotHave() {
    RecordingRecord row = recording("r1", "a1", "f1");
    String refused =
        "Cannot find field sound of feature recording (must be one of [audio, frames])";
    assertEquals(
        refused, refused(IllegalArgumentException.class, () -> row.setDataVersion("sound", "s1")));
    assertEquals(refused, refused(IllegalArgumentException.class, () -> row.dataVersion("sound")));
    assertNull(row.dataVersionByField());
  }

  @Test
  void aVersionThatIsNullOrBlank() {
    RecordingRecord row = recording("r1", "a1", "f1");
    for (String version : new String[] {null, "", " \t"}) {
      assertEquals(
          "Cannot set the data version of field audio of feature recording: it is "
              + (version == null ? "null" : "blank")
              + "; set a hash of the field's data, or leave it out to keep the provenance",
          refused(IllegalArgumentException.class, () -> row.setDataVersion("audio", version)));
    }
    assertNull(row.dataVersionByField());
  }

  @Test
  void aVersionThatIsMissingOrNullAmongAllOfThem() {
    Map<String, String> versions = new HashMap<>(Map.of("audio", "own"));
    for (int i = 0; i < 2; i++) {
      RecordingRecord row = recording("r1", "a1", "f1").setMetaxyDataVersionByField(versions);
      assertEquals(
          "Cannot write row 2 of recording (recording_id=r1): metaxy_data_version_by_field has no"
              + " frames; set the hash of every field: [audio, frames]",
          refused(
              InvalidRowException.class,
              () -> store.write(RECORDING, List.of(recording("r2", "a2", "f2"), row))));
      versions.put("frames", null);
    }
    assertEquals(0, dsl.fetchCount(RECORDING));
  }

  @Test
  void aBlankProvenanceIsItsOwnDataVersion() {
    store.write(RECORDING, List.of(recording("r1", "", "f1").setDataVersion("frames", "own")));

    assertEquals(
        Map.of("audio", "", "frames", "own"),
        store.read(RECORDING).fetch().get(0).dataVersionByField());
  }
}
