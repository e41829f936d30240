package io.metaxy.jooq.cli.example;

import io.metaxy.jooq.spec.FeatureSpec;

/** A feature with an upstream. */
public record Crop(String videoId, int width) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video/crop")
          .id("video_id")
          .dependsOn(Video.SPEC)
          .field("frames", f -> f.from(Video.SPEC, "frames"))
          .build();
}
