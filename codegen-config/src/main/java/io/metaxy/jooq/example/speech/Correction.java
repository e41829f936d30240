package io.metaxy.jooq.example.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** A manual correction of an utterance's text; few utterances have one. */
public record Correction(String utteranceId, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("correction").id("utterance_id").fields("text").build();
}
