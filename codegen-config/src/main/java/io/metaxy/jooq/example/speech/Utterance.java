package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** Continuous speech of one speaker. */
public record Utterance(String utteranceId, String speakerId, String path, double seconds) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("utterance").id("utterance_id").fields("audio").build();
}
