package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** A video file: its frames and its duration. */
public record Video(String videoId, String path, double duration) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video").id("video_id").fields("frames", "duration").build();
}
