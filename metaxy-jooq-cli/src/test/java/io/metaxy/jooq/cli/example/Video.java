package io.metaxy.jooq.cli.example;

import io.metaxy.jooq.spec.FeatureSpec;

/** A root feature. */
public record Video(String videoId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video")
          .description("A video file.")
          .id("video_id")
          .field("audio", f -> f.codeVersion("1"))
          .field("frames", f -> f.codeVersion("2"))
          .build();
}
