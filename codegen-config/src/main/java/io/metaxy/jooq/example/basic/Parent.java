package io.metaxy.jooq.example.basic;

import io.metaxy.jooq.spec.FeatureSpec;

/** Embeddings of raw data. */
public record Parent(long sampleUid, String rawData) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("examples/parent")
          .id("sample_uid")
          .field("embeddings", f -> f.codeVersion("1"))
          .build();
}
