package io.metaxy.jooq.example.expansion;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** One of the chunks of a video (1:N). */
public record VideoChunk(String videoId, String videoChunkId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video/chunk")
          .id("video_chunk_id")
          .dependsOn(RawVideo.SPEC, dep -> dep.lineage(Lineage.expansion("video_id")))
          .fields("audio", "frames")
          .build();
}
