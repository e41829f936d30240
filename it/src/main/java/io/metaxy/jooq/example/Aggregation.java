package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.aggregation.db.Tables.AUDIO;
import static io.metaxy.jooq.example.aggregation.db.Tables.SPEAKER_EMBEDDING;

import io.metaxy.jooq.example.aggregation.db.Features;
import io.metaxy.jooq.example.aggregation.db.tables.records.AudioRecord;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;

/** The example {@code aggregation} of Metaxy for Python: speech, and its speakers (N:1). */
public final class Aggregation {

  private Aggregation() {}

  /** Embeds the speakers of recordings, and returns what was pending by feature key. */
  public static Map<String, Found> run(MetadataStore store, List<AudioRecord> recordings) {
    return new Steps(Features.GRAPH)
        .compute(AUDIO, store.resolve(AUDIO, recordings), Sample::record)
        .compute(
            SPEAKER_EMBEDDING,
            store.resolve(SPEAKER_EMBEDDING),
            sample -> {
              List<AudioRecord> all = sample.each(AUDIO);
              String file = all.get(0).getSpeakerId() + "-" + all.size() + ".npy";
              return sample.record().setNDim(512L).setPath("/data/embeddings/" + file);
            })
        .found();
  }

  /** A recording in its first version, or in another. */
  public static AudioRecord recording(String id, String speaker, double seconds, String version) {
    return new AudioRecord()
        .setAudioId(id)
        .setSpeakerId(speaker)
        .setDurationSeconds(seconds)
        .setPath("/data/" + id + ".wav")
        .setMetaxyProvenanceByField(Map.of("default", id + "_" + version));
  }
}
