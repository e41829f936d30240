package io.metaxy.jooq.codegen.story;

import io.metaxy.jooq.spec.FeatureSpec;
import org.jspecify.annotations.Nullable;

/** A root feature. */
public record Video(String videoId, String path, @Nullable Double duration) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("video")
          .id("video_id")
          .fields("audio", "frames")
          .description("A \"raw\" video: https://example.org/[[video]]")
          .build();
}
