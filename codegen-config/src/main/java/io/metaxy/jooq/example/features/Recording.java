package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** A recording of a camera, whose audio and frames are versioned separately. */
public record Recording(String recordingId, String path, double seconds) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("recording")
          .id("recording_id")
          .field("audio", f -> f.codeVersion("1"))
          .field("frames", f -> f.codeVersion("1"))
          .build();
}
