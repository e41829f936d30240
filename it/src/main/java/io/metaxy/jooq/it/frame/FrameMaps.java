package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.it.frame.FrameStructs.Point;
import io.metaxy.jooq.spec.FeatureSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, which only some shared stores have. */
public record FrameMaps(
    String id,
    @Nullable Map<String, @Nullable Double> scores,
    @Nullable Map<String, @Nullable Long> counts,
    @Nullable Map<String, @Nullable String> labels,
    @Nullable Map<String, @Nullable LocalDate> days,
    @Nullable Map<String, @Nullable Point> points,
    @Nullable Map<String, @Nullable List<@Nullable String>> tags) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/maps").id("id").fields("value").build();
}
