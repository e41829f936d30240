package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.it.frame.FrameStructs.Point;
import io.metaxy.jooq.spec.FeatureSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Structs that only some shared stores have: in lists, and with values that JSON lacks. */
public record FrameDocuments(
    String id,
    @Nullable Point exact,
    @Nullable List<@Nullable Point> points,
    @Nullable List<@Nullable Outline> outlines,
    @Nullable Sample sample) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/documents").id("id").fields("value").build();

  /** A struct with a list of structs. */
  public record Outline(@Nullable String label, @Nullable List<@Nullable Point> points) {}

  /** A struct with a value of each type. */
  @SuppressWarnings("ArrayRecordComponent") // Members of records are arrays.
  public record Sample(
      @Nullable Byte tiny,
      @Nullable Short small,
      @Nullable Long large,
      @Nullable Float single,
      byte @Nullable [] bytes,
      @Nullable LocalDate day,
      @Nullable LocalTime time,
      @Nullable LocalDateTime local,
      @Nullable Instant instant,
      float @Nullable [] singles,
      @Nullable List<@Nullable Instant> instants) {}
}
