package io.metaxy.jooq.codegen.speech.raw;

import io.metaxy.jooq.spec.FeatureSpec;

/** A feature of the build's project. */
public record Waveform(String utteranceId) {
  public static final FeatureSpec SPEC = FeatureSpec.of("waveform").id("utterance_id").build();
}
