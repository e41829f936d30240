package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** 1:1 on a clip and N:1 on its scenes, whose order is that of their numbers. */
public record ClipTimeline(String clipId, long scenes) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip/timeline")
          .id("clip_id")
          .dependsOn(Clip.SPEC, dep -> dep.select("path"))
          .dependsOn(
              ClipScene.SPEC, dep -> dep.select("title").lineage(Lineage.aggregation("clip_id")))
          .build();
}
