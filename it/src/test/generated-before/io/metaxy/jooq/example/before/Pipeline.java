package io.metaxy.jooq.example.before;

import static io.metaxy.jooq.example.before.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.before.db.tables.RecordingCrop.RECORDING_CROP;
import static io.metaxy.jooq.example.before.db.tables.RecordingFaces.RECORDING_FACES;
import static io.metaxy.jooq.example.before.db.tables.RecordingTranscript.RECORDING_TRANSCRIPT;

import io.metaxy.jooq.example.before.db.tables.records.RecordingRecord;
import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The pipeline of the example: four features, of which each run computes only what has to be. */
public final class Pipeline {

  /**
   * What one run did for one feature.
   *
   * @param feature the table of the feature
   * @param counts what the resolve found
   * @param written the rows that the run then computed and wrote
   */
  public record Outcome(FeatureTable<?> feature, Counts counts, long written) {}

  private final List<Outcome> outcomes = new ArrayList<>();

  private Pipeline() {}

  /** Runs the pipeline on recordings with the provenance of their audio and frames. */
  public static List<Outcome> run(MetadataStore store, List<RecordingRecord> recordings) {
    Pipeline pipeline = new Pipeline();
    pipeline.compute(store.resolve(RECORDING, recordings), RECORDING, Sample::record);
    pipeline.compute(
        store.resolve(RECORDING_CROP),
        RECORDING_CROP,
        sample -> {
          RecordingRecord recording = sample.from(RECORDING);
          return sample.record().setPath(recording.getPath().replace(".mp4", "-crop.mp4"));
        });
    pipeline.compute(
        store.resolve(RECORDING_FACES),
        RECORDING_FACES,
        sample -> sample.record().setFaces((long) sample.from(RECORDING_CROP).getPath().length()));
    pipeline.compute(
        store.resolve(RECORDING_TRANSCRIPT),
        RECORDING_TRANSCRIPT,
        sample -> sample.record().setText("What is said in " + sample.from(RECORDING).getPath()));
    return List.copyOf(pipeline.outcomes);
  }

  private <R extends FeatureRecord<R>> void compute(
      Increment<R> resolved, FeatureTable<R> feature, Function<Sample<R>, R> computation) {
    try (Increment<R> increment = resolved) {
      Counts counts = increment.counts();
      outcomes.add(new Outcome(feature, counts, increment.pending(computation)));
    }
  }

  /** A recording whose audio and frames have the given hashes. */
  public static RecordingRecord recording(String id, String audio, String frames) {
    return new RecordingRecord()
        .setRecordingId(id)
        .setPath("/data/" + id + ".mp4")
        .setSeconds(60.0)
        .setMetaxyProvenanceByField(Map.of("audio", audio, "frames", frames));
  }
}
