package io.metaxy.jooq.it.features;

import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made from some columns of footage, with lists of lists, and a map of records. */
@SuppressWarnings("ArrayRecordComponent") // Columns of arrays.
public record FootageGrid(
    @Column(length = 40) String footageId,
    float @Nullable [][] matrix,
    @Nullable List<float[]> vectors,
    @Nullable List<List<String>> words,
    @Nullable Map<String, @Nullable Box> crops) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("footage/grid")
          .id("footage_id")
          .dependsOn(Footage.SPEC, dep -> dep.select("vector", "tags"))
          .field("grid", f -> f.from(Footage.SPEC, "scene"))
          .build();
}
