package io.metaxy.jooq.example.aggregation;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** An embedding of a speaker, made from all their recordings (N:1). */
public record SpeakerEmbedding(String speakerId, long nDim, String path) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("speaker/embedding")
          .id("speaker_id")
          .dependsOn(Audio.SPEC, dep -> dep.lineage(Lineage.aggregation("speaker_id")))
          .field("embedding", f -> f.codeVersion("1"))
          .build();
}
