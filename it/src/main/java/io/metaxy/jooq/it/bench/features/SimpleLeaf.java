package io.metaxy.jooq.it.bench.features;

import io.metaxy.jooq.spec.FeatureSpec;

/** Made from both fields of {@link SimpleRoot}. */
public record SimpleLeaf(long sampleId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("bench/simple_leaf")
          .id("sample_id")
          .dependsOn(SimpleRoot.SPEC, dep -> dep.rename("path", "root_path"))
          .field("prediction", f -> f.fromAll())
          .build();
}
