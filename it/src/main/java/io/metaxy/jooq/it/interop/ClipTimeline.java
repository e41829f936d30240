package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** Made from a clip (1:1) and its scenes (N:1), which are ordered by number. */
public record ClipTimeline(String clipId, long scenes) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip/timeline")
          .id("clip_id")
          .dependsOn(Clip.SPEC, dep -> dep.select("path"))
          .dependsOn(
              ClipScene.SPEC, dep -> dep.select("title").lineage(Lineage.aggregation("clip_id")))
          .build();
}
