package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.quickstart.db.Tables.AUDIO;
import static io.metaxy.jooq.example.quickstart.db.Tables.VIDEO;

import io.metaxy.jooq.example.quickstart.db.Features;
import io.metaxy.jooq.example.quickstart.db.tables.records.VideoRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;

/** The example {@code quickstart} of Metaxy for Python: videos and their audio. */
public final class Quickstart {

  private Quickstart() {}

  /** Processes videos and extracts their audio, and returns what was pending by feature key. */
  public static Map<String, Found> run(MetadataStore store, List<VideoRecord> videos) {
    Steps steps = new Steps(Features.GRAPH);
    steps.compute(
        VIDEO,
        store.resolve(VIDEO, videos),
        sample -> {
          VideoRecord video = sample.record();
          return video.setPath(processed(video.getId(), sample.provenance(), "video.mp4"));
        });
    steps.compute(
        AUDIO,
        store.resolve(AUDIO),
        sample -> {
          String id = sample.from(VIDEO).getId();
          return sample.record().setPath(processed(id, sample.provenance(), "audio.wav"));
        });
    return steps.found();
  }

  private static String processed(String id, String version, String file) {
    return "/data/processed/" + id + "/" + version + "/" + file;
  }

  /** Three videos. */
  public static List<VideoRecord> videos() {
    return List.of(
        video("vid_001", "a1n892ja"),
        video("vid_002", "2024-01-15T10:30:00Z"),
        video("vid_003", "v1.2.3"));
  }

  private static VideoRecord video(String id, String version) {
    return new VideoRecord()
        .setId(id)
        .setRawVideoPath("/data/raw/" + id + ".mp4")
        .setMetaxyProvenanceByField(Map.of("default", version));
  }
}
