package io.metaxy.jooq.codegen.named;

import io.metaxy.jooq.spec.FeatureSpec;

/** A feature whose id is a number. */
public record Clip(long id, long number) {

  public static final FeatureSpec SPEC = FeatureSpec.of("clip").id("id").build();
}
