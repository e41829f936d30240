package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** What somebody heard who listened again; few utterances have one. */
public record Correction(String utteranceId, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("correction").id("utterance_id").fields("text").build();
}
