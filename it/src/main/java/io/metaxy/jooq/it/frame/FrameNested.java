package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of lists, which only some shared stores have. */
@SuppressWarnings("ArrayRecordComponent") // Columns of records are arrays.
public record FrameNested(
    String id,
    @Nullable List<@Nullable List<@Nullable Double>> ragged,
    double @Nullable [][] matrix,
    @Nullable List<@Nullable List<@Nullable String>> words,
    @Nullable List<@Nullable List<@Nullable Instant>> takes,
    @Nullable List<float @Nullable []> pairs) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/nested").id("id").fields("value").build();
}
