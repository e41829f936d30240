package io.metaxy.jooq.example.basic;

import io.metaxy.jooq.spec.FeatureSpec;

/** Predictions, made from the embeddings of the parent. */
public record Child(long sampleUid) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("examples/child")
          .id("sample_uid")
          .dependsOn(Parent.SPEC)
          .fields("predictions")
          .build();
}
