package io.metaxy.jooq.example.expansion;

import io.metaxy.jooq.spec.FeatureSpec;

/** A video as it was recorded. */
public record RawVideo(String videoId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video/raw")
          .id("video_id")
          .field("audio", f -> f.codeVersion("1"))
          .fields("frames")
          .build();
}
