package io.metaxy.jooq.it.bench.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** A root of the wide graph. */
public record WideRoot0(long sampleId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("bench/wide_root_0")
          .id("sample_id")
          .fields("audio", "frames", "depth", "text")
          .build();
}
