package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;

/** A video clip with one speaker: the root. */
public record Clip(String clipId, String speakerId, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip").id("clip_id").fields("audio", "frames").build();
}
