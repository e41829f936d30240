package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types that only some shared stores have: unsigned numbers and lists of lists. */
@SuppressWarnings("ArrayRecordComponent") // Columns of records are arrays.
public record FrameNested(
    String id,
    @Nullable Short unsignedTiny,
    @Nullable Integer unsignedSmall,
    @Nullable Long unsignedWhole,
    @Nullable Long unsignedLarge,
    @Column(length = 20, scale = 0) @Nullable BigDecimal unsignedHuge,
    @Column(length = 20, scale = 0) @Nullable List<@Nullable BigDecimal> unsignedHuges,
    @Nullable List<@Nullable Long> unsignedWholes,
    @Nullable List<@Nullable List<@Nullable Double>> ragged,
    double @Nullable [][] matrix) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/nested").id("id").fields("value").build();
}
