package io.metaxy.jooq.codegen.named;

import io.metaxy.jooq.spec.FeatureSpec;

/** A feature that names its table. */
public record Named(String id) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("deep/named-feature/2d").id("id").table("Some.Table").build();
}
