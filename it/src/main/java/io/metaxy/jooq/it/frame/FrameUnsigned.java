package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unsigned numbers, which the peer writes to every shared store, but creates in some only. */
public record FrameUnsigned(
    String id,
    @Nullable Short tiny,
    @Nullable Integer small,
    @Nullable Long whole,
    @Nullable Long large,
    @Column(length = 20, scale = 0) @Nullable BigDecimal huge,
    @Nullable List<@Nullable Short> tinies,
    @Nullable List<@Nullable Integer> smalls,
    @Nullable List<@Nullable Long> wholes,
    @Column(length = 20, scale = 0) @Nullable List<@Nullable BigDecimal> huges) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/unsigned").id("id").fields("value").build();
}
