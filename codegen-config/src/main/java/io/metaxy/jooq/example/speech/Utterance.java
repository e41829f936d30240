package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** What one speaker says without a pause. */
public record Utterance(String utteranceId, String speakerId, String path, double seconds) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance").id("utterance_id").fields("audio").build();
}
