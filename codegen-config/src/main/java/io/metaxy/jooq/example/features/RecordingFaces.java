package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** The number of faces in a cropped recording, made from its frames only. */
public record RecordingFaces(String recordingId, long faces) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("recording/faces")
          .id("recording_id")
          .dependsOn(RecordingCrop.SPEC)
          .field("faces", f -> f.codeVersion("1").from(RecordingCrop.SPEC, "frames"))
          .build();
}
