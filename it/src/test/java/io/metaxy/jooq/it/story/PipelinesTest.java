package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingCropRecord;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.example.db.tables.records.RecordingTranscriptRecord;
import io.metaxy.jooq.exception.ComputationException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/pipelines.md}. */
class PipelinesTest extends OnEveryDatabase {

  PipelinesTest() {
    super(Features.GRAPH, RECORDING, RECORDING_CROP, RECORDING_FACES, RECORDING_TRANSCRIPT);
  }

  private static RecordingRecord read(Path audio, Path video) {
    // region fingerprint
    RecordingRecord recording =
        new RecordingRecord()
            .setRecordingId("r1")
            .setPath(video.toString())
            .setSeconds(60.0)
            .setMetaxyProvenanceByField(
                Map.of(
                    "audio", Fingerprint.ofContent(audio),
                    "frames", Fingerprint.ofSizeAndTime(video)));
    // endregion
    return recording;
  }

  @Test
  void aFileThatChangesMakesItsSampleStale(@TempDir Path folder) throws IOException {
    Path audio = Files.writeString(folder.resolve("r1.wav"), "a");
    Path video = Files.writeString(folder.resolve("r1.mp4"), "v");
    store.resolve(RECORDING, List.of(read(audio, video))).pending(Sample::record);
    assertEquals(0, store.resolve(RECORDING, List.of(read(audio, video))).counts().pending());

    Files.writeString(audio, "b");

    assertEquals(
        "new 0, stale 1, orphaned 0, pending 1",
        store.resolve(RECORDING, List.of(read(audio, video))).counts().toString());
  }

  private static RecordingRecord listed(String id, String etag, String versionId) {
    // region bucket
    RecordingRecord recording =
        new RecordingRecord()
            .setRecordingId(id)
            .setPath("s3://recordings/" + id + ".mp4")
            .setSeconds(60.0)
            .setMetaxyProvenanceByField(
                Map.of(
                    "audio", Fingerprint.ofEtag(etag),
                    "frames", Fingerprint.ofVersion(versionId)));
    // endregion
    return recording;
  }

  @Test
  void anObjectWhoseVersionChangesMakesItsSampleStale() {
    List<RecordingRecord> first = List.of(listed("r1", "\"9b2c\"", "v1"));
    store.resolve(RECORDING, first).pending(Sample::record);
    assertEquals(
        0, store.resolve(RECORDING, List.of(listed("r1", "9b2c", "v1"))).counts().pending());

    assertEquals(
        "new 0, stale 1, orphaned 0, pending 1",
        store.resolve(RECORDING, List.of(listed("r1", "9b2c", "v2"))).counts().toString());
  }

  @Test
  void samplesThatAreNotProvidedStay() {
    Pipeline.run(store, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")));
    List<RecordingRecord> today = List.of(recording("r3", "a3", "f3"));
    // region today
    try (Increment<RecordingRecord> increment = store.resolve(RECORDING, today)) {
      System.out.println(increment.counts());
      increment.pending(Sample::record);
    }
    // endregion
    assertEquals(
        "new 0, stale 0, orphaned 2, pending 0",
        store.resolve(RECORDING, today).counts().toString());
    assertEquals(3, dsl.fetchCount(store.current(RECORDING)));
    assertEquals("new 1, stale 0, orphaned 0, pending 1", counts(RECORDING_TRANSCRIPT));
  }

  @Test
  void orphanedSamplesAreDeletedOnRequest() {
    Pipeline.run(store, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")));
    List<RecordingRecord> all = List.of(recording("r1", "a1", "f1"));
    // region orphaned
    try (Increment<RecordingRecord> increment = store.resolve(RECORDING, all)) {
      List<RecordingRecord> rows = increment.orphaned().fetch();
      List<String> ids = rows.stream().map(RecordingRecord::getRecordingId).toList();
      store.delete(RECORDING, RECORDING.RECORDING_ID.in(ids));
    }
    // endregion
    assertEquals(
        List.of("r1"), dsl.selectFrom(store.current(RECORDING)).fetch(RECORDING.RECORDING_ID));
    assertEquals("new 0, stale 0, orphaned 1, pending 0", counts(RECORDING_TRANSCRIPT));
  }

  private void crop(UnaryOperator<String> crop) {
    // region versions
    try (Increment<RecordingCropRecord> increment = store.resolve(RECORDING_CROP)) {
      increment.pending(
          sample -> {
            String path = crop.apply(sample.from(RECORDING).getPath());
            return sample.record().setPath(path).setDataVersion("frames", Fingerprint.ofText(path));
          });
    }
    // endregion
  }

  private void cropWithout(UnaryOperator<String> crop) {
    store
        .resolve(RECORDING_CROP)
        .pending(sample -> sample.record().setPath(crop.apply(sample.from(RECORDING).getPath())));
  }

  private void countFaces() {
    store.resolve(RECORDING_FACES).pending(sample -> sample.record().setFaces(1L));
  }

  /** Returns the counts of the crop and of its faces, after the frames of the recording change. */
  private List<String> countsWhenEncodedAgain(Consumer<UnaryOperator<String>> cropping) {
    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1"))).pending(Sample::record);
    cropping.accept(path -> path);
    countFaces();
    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1-new"))).pending(Sample::record);
    String crop = counts(RECORDING_CROP);
    cropping.accept(path -> path);
    return List.of(crop, counts(RECORDING_FACES));
  }

  @Test
  void thePageShowsTheCountsWithAndWithoutDataVersionsOfOnesOwn() throws IOException {
    List<String> without = countsWhenEncodedAgain(this::cropWithout);
    emptyTables();
    List<String> own = countsWhenEncodedAgain(this::crop);

    String table =
        "| data versions | `recording/crop` | `recording/faces` |\n| --- | --- | --- |\n"
            + row("the provenance", without)
            + row("a hash of the crop", own);
    assertEquals("new 0, stale 0, orphaned 0, pending 0", own.get(1));
    assertTrue(page().contains(table), table);
  }

  private static String row(String versions, List<String> counts) {
    return "| " + versions + " | " + String.join(" | ", counts) + " |\n";
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/pipelines.md")).replace("\r\n", "\n");
  }

  @Test
  void aDataVersionOfOnesOwnEndsAChange() {
    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1"))).pending(Sample::record);
    crop(path -> path);
    store.resolve(RECORDING_FACES).pending(sample -> sample.record().setFaces(1L));

    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1-new"))).pending(Sample::record);

    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(RECORDING_CROP));
    crop(path -> path);
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(RECORDING_FACES));

    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1"))).pending(Sample::record);
    crop(path -> path + "-cut");
    assertEquals("new 0, stale 1, orphaned 0, pending 1", counts(RECORDING_FACES));
  }

  @Test
  void rowsNameTheirRun() {
    store.resolve(RECORDING, List.of(recording("r1", "a1", "f1"))).pending(Sample::record);
    // region run
    MetadataStore run = store.withMaterializationId("nightly-42");
    try (Increment<RecordingTranscriptRecord> increment = run.resolve(RECORDING_TRANSCRIPT)) {
      increment.pending(sample -> sample.record().setText("Hello"));
    }
    List<String> written =
        dsl.select(RECORDING_TRANSCRIPT.RECORDING_ID)
            .from(store.read(RECORDING_TRANSCRIPT).history().asTable())
            .where(RECORDING_TRANSCRIPT.METAXY_MATERIALIZATION_ID.eq("nightly-42"))
            .fetch(RECORDING_TRANSCRIPT.RECORDING_ID);
    // endregion
    assertEquals(List.of("r1"), written);
  }

  private long retried(Function<Sample<RecordingTranscriptRecord>, RecordingTranscriptRecord> f) {
    // region retries
    for (int attempt = 1; ; attempt++) {
      try (Increment<RecordingTranscriptRecord> increment = store.resolve(RECORDING_TRANSCRIPT)) {
        return increment.pending(f);
      } catch (ComputationException e) {
        if (attempt == 3) {
          throw e;
        }
      }
    }
    // endregion
  }

  @Test
  void whatFailsIsResolvedAgain() {
    store
        .resolve(
            RECORDING,
            List.of(
                recording("r1", "a1", "f1"),
                recording("r2", "a2", "f2"),
                recording("r3", "a3", "f3")))
        .pending(Sample::record);
    List<String> computed = new ArrayList<>();

    retried(
        sample -> {
          String id = sample.record().getRecordingId();
          computed.add(id);
          if (computed.size() == 2) {
            throw new IllegalStateException("The service is busy");
          }
          return sample.record().setText("Hello");
        });

    assertEquals(4, computed.size());
    assertEquals("new 0, stale 0, orphaned 0, pending 0", counts(RECORDING_TRANSCRIPT));
  }

  @Test
  void testsHaveAFixedClock() {
    // region clock
    Clock noon = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);
    MetadataStore tested = store.withClock(noon);
    // endregion
    tested.write(RECORDING, List.of(recording("r1", "a1", "f1")));

    assertEquals(noon.instant(), store.read(RECORDING).fetch().get(0).getMetaxyUpdatedAt());
  }

  @Test
  void partsAreJoinedInTheDatabase() {
    store
        .resolve(RECORDING, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")))
        .pending(Sample::record);
    List<String> paths;
    // region join
    try (Increment<RecordingTranscriptRecord> increment = store.resolve(RECORDING_TRANSCRIPT)) {
      paths =
          dsl.select(RECORDING.PATH)
              .from(store.current(RECORDING))
              .join(increment.newSamples().asTable())
              .on(RECORDING.RECORDING_ID.eq(RECORDING_TRANSCRIPT.RECORDING_ID))
              .where(RECORDING.SECONDS.lt(3600.0))
              .orderBy(RECORDING.RECORDING_ID)
              .fetch(RECORDING.PATH);
    }
    // endregion
    assertEquals(List.of("/data/r1.mp4", "/data/r2.mp4"), paths);
  }

  @Test
  void theGraphIsText() throws IOException {
    String shown = page().replaceFirst("(?s).*<!-- graph -->\n```text\n(.*?)\n```.*", "$1");

    assertTrue(Features.GRAPH.toString().contains(shown), shown);
  }
}
