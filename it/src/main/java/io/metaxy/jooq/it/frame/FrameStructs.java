package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Structs that every shared store has: in a type of their own, or as JSON. */
public record FrameStructs(String id, @Nullable Point point, @Nullable Segment segment) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/structs").id("id").fields("value").build();

  /** A point. */
  public record Point(@Nullable Integer x, @Nullable Double y) {}

  /** A struct with structs and lists. */
  public record Segment(
      @Nullable String label,
      @Nullable Boolean closed,
      @Nullable Point start,
      @Nullable List<@Nullable String> tags,
      @Nullable List<@Nullable Double> weights) {}
}
