package io.metaxy.jooq.it.bench.features;

import io.metaxy.jooq.spec.FeatureSpec;

/**
 * A feature with two fields, each made from all eight fields of {@link WideRoot0} and {@link
 * WideRoot1}.
 */
public record WideLeaf(long sampleId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("bench/wide_leaf")
          .id("sample_id")
          .dependsOn(WideRoot0.SPEC, dep -> dep.rename("path", "root_path_0"))
          .dependsOn(WideRoot1.SPEC, dep -> dep.rename("path", "root_path_1"))
          .field("prediction", f -> f.fromAll())
          .field("embedding", f -> f.fromAll())
          .build();
}
