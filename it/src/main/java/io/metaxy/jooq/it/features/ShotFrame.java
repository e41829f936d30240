package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import java.util.UUID;

/** One of the frames that a shot is split into (1:N). */
public record ShotFrame(UUID shotId, int take, int frame, String file) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/frame")
          .id("shot_id", "take", "frame")
          .dependsOn(
              Shot.SPEC,
              dep -> dep.select("path", "frames").lineage(Lineage.expansion("shot_id", "take")))
          .field("picture", f -> f.from(Shot.SPEC, "picture/raw"))
          .build();
}
