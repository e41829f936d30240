package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made from footage, whose columns it receives, with lists of its own. */
@SuppressWarnings("ArrayRecordComponent") // A vector.
public record FootageCut(
    @Column(length = 40) String footageId,
    @Column(vector = 4) float @Nullable [] mean,
    @Nullable List<String> labels) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("footage/cut")
          .id("footage_id")
          .dependsOn(Footage.SPEC)
          .field("cut", f -> f.from(Footage.SPEC, "scene"))
          .build();
}
