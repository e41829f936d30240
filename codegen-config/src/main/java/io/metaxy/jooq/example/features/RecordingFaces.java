package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** The faces in the cropped pictures; the sound does not matter to them. */
public record RecordingFaces(String recordingId, long faces) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("recording/faces")
          .id("recording_id")
          .dependsOn(RecordingCrop.SPEC)
          .field("faces", f -> f.codeVersion("1").from(RecordingCrop.SPEC, "frames"))
          .build();
}
