package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made from the lists of a sample, with lists of its own. */
public record FrameSummary(String id, @Nullable List<String> tags) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/summary")
          .id("id")
          .dependsOn(FrameLists.SPEC, dep -> dep.select("texts", "embedding"))
          .field("tags", f -> f.fromAll())
          .build();
}
