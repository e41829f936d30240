package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;

/** One of the scenes of a clip (1:N). */
public record ClipScene(String clipId, long scene, String title) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("clip/scene")
          .id("clip_id", "scene")
          .dependsOn(Clip.SPEC, dep -> dep.lineage(Lineage.expansion("clip_id")))
          .fields("frames")
          .build();
}
