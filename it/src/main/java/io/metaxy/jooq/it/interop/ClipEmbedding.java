package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;

/** Made from the audio of a clip only (1:1). */
public record ClipEmbedding(String clipId, long dims) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip/embedding")
          .id("clip_id")
          .dependsOn(Clip.SPEC)
          .field("vector", f -> f.codeVersion("1").from(Clip.SPEC, "audio"))
          .build();
}
