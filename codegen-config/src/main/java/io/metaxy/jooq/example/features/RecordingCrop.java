package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** A cropped recording. */
public record RecordingCrop(String recordingId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("recording/crop")
          .id("recording_id")
          .dependsOn(Recording.SPEC)
          .field("audio", f -> f.codeVersion("1").from(Recording.SPEC, "audio"))
          .field("frames", f -> f.codeVersion("1").from(Recording.SPEC, "frames"))
          .build();
}
