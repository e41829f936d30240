package io.metaxy.jooq.example.expansion;

import io.metaxy.jooq.spec.FeatureSpec;

/** The number of faces in a chunk, made from its frames only. */
public record VideoFaces(String videoChunkId, long numFaces) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video/faces")
          .id("video_chunk_id")
          .dependsOn(VideoChunk.SPEC)
          .field("faces", f -> f.from(VideoChunk.SPEC, "frames"))
          .build();
}
