package io.metaxy.jooq.codegen.speech;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Project;

/** A feature of another project than its package. */
@Project("reviews")
public record Review(String utteranceId) {
  public static final FeatureSpec SPEC =
      FeatureSpec.of("review").id("utterance_id").dependsOn(Utterance.SPEC).build();
}
