package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.it.frame.FrameStructs.Point;
import io.metaxy.jooq.spec.FeatureSpec;
import org.jspecify.annotations.Nullable;

/** Made from the structs of a sample, with a struct of its own. */
public record FrameShapes(String id, @Nullable Point center) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/shapes")
          .id("id")
          .dependsOn(FrameStructs.SPEC, dep -> dep.select("point", "segment"))
          .field("center", f -> f.fromAll())
          .build();
}
