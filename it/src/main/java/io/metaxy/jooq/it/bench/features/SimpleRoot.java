package io.metaxy.jooq.it.bench.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** The root of the simple graph. */
public record SimpleRoot(long sampleId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("bench/simple_root").id("sample_id").fields("audio", "frames").build();
}
