package io.metaxy.jooq.codegen.speech;

import io.metaxy.jooq.spec.FeatureSpec;

/** A feature of its package's project. */
public record Utterance(String utteranceId) {
  public static final FeatureSpec SPEC = FeatureSpec.of("utterance").id("utterance_id").build();
}
