package io.metaxy.jooq.example;

import static io.metaxy.jooq.example.expansion.db.Tables.VIDEO_CHUNK;
import static io.metaxy.jooq.example.expansion.db.Tables.VIDEO_FACES;
import static io.metaxy.jooq.example.expansion.db.Tables.VIDEO_RAW;

import io.metaxy.jooq.example.expansion.db.Features;
import io.metaxy.jooq.example.expansion.db.tables.records.VideoChunkRecord;
import io.metaxy.jooq.example.expansion.db.tables.records.VideoRawRecord;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The example {@code expansion} of Metaxy for Python: videos, their chunks (1:N), and faces. */
public final class Expansion {

  private Expansion() {}

  /** Cuts videos and counts faces, and returns what was pending by feature key. */
  public static Map<String, Found> run(MetadataStore store, List<VideoRawRecord> videos) {
    return new Steps(Features.GRAPH)
        .compute(VIDEO_RAW, store.resolve(VIDEO_RAW, videos), Sample::record)
        .computeMany(VIDEO_CHUNK, store.resolve(VIDEO_CHUNK), Expansion::chunks)
        .compute(
            VIDEO_FACES,
            store.resolve(VIDEO_FACES),
            sample -> {
              String chunk = sample.from(VIDEO_CHUNK).getVideoChunkId();
              long number = Long.parseLong(chunk.substring(chunk.indexOf('_') + 1));
              return sample.record().setNumFaces(number + 1);
            })
        .found();
  }

  /** Videos have three to five chunks. */
  private static List<VideoChunkRecord> chunks(Sample<VideoChunkRecord> sample) {
    String video = sample.from(VIDEO_RAW).getVideoId();
    return IntStream.range(0, 3 + Integer.parseInt(video) % 3)
        .mapToObj(number -> video + "_" + number)
        .map(id -> sample.record().setVideoChunkId(id).setPath("chunk_" + id + ".mp4"))
        .toList();
  }

  /** Three videos. */
  public static List<VideoRawRecord> videos() {
    return IntStream.rangeClosed(1, 3).mapToObj(Expansion::video).toList();
  }

  private static VideoRawRecord video(int number) {
    return new VideoRawRecord()
        .setVideoId(String.valueOf(number))
        .setPath("video" + number + ".mp4")
        .setMetaxyProvenanceByField(Map.of("audio", "v" + number, "frames", "v" + number));
  }
}
