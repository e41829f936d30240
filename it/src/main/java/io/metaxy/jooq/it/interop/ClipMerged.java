package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;

/** Made from the embedding of a clip and, if there is one, its note (1:1). */
public record ClipMerged(String clipId, String text) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip/merged")
          .id("clip_id")
          .dependsOn(ClipEmbedding.SPEC)
          .dependsOn(Note.SPEC, dep -> dep.rename("note_of", "clip_id").optional())
          .fields("text", "all")
          .build();
}
