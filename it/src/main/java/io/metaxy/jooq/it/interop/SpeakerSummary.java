package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** Made from all clips of a speaker (N:1). */
public record SpeakerSummary(String speakerId, long clips) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("speaker/summary")
          .id("speaker_id")
          .dependsOn(Clip.SPEC, dep -> dep.lineage(Lineage.aggregation("speaker_id")))
          .fields("audio")
          .field("everything", f -> f.fromAll())
          .build();
}
