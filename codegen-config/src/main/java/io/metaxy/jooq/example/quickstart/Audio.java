package io.metaxy.jooq.example.quickstart;

import io.metaxy.jooq.spec.FeatureSpec;

/** The audio of a video. */
public record Audio(String id, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("audio").id("id").dependsOn(Video.SPEC).build();
}
