package io.metaxy.jooq.example.quickstart;

import io.metaxy.jooq.spec.FeatureSpec;

/** A video, whose processed file is at {@code path}. */
public record Video(String id, String rawVideoPath, String path) {

  public static final FeatureSpec SPEC = FeatureSpec.of("video").id("id").build();
}
