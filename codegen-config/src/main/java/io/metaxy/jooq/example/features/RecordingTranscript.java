package io.metaxy.jooq.example.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** The transcript of a recording, made from its audio only. */
public record RecordingTranscript(String recordingId, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("recording/transcript")
          .id("recording_id")
          .dependsOn(Recording.SPEC)
          .field("text", f -> f.codeVersion("1").from(Recording.SPEC, "audio"))
          .build();
}
