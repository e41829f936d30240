package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A struct of values that the peer turns into texts where structs are JSON. */
public record FrameStamps(String id, @Nullable Stamp stamp) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/stamps").id("id").fields("value").build();

  /** Dates, times and an amount. */
  public record Stamp(
      @Nullable LocalDate day,
      @Nullable BigDecimal amount,
      @Nullable LocalTime time,
      @Nullable LocalDateTime local,
      @Nullable Instant instant) {}
}
