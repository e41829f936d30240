package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Values that are not lists, in types that every shared store has. */
@SuppressWarnings("ArrayRecordComponent") // Columns of records are arrays.
public record FrameScalars(
    String id,
    @Nullable String text,
    @Nullable String category,
    @Nullable Animal animal,
    @Nullable Boolean flag,
    @Nullable Byte tiny,
    @Nullable Short small,
    @Nullable Integer whole,
    @Nullable Long large,
    @Nullable Float single,
    @Nullable Double number,
    @Column(length = 20, scale = 4) @Nullable BigDecimal amount,
    byte @Nullable [] bytes,
    @Nullable LocalDate day,
    @Nullable LocalTime time,
    @Nullable LocalDateTime local,
    @Nullable Instant instant,
    @Nullable Instant zoned) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/scalars").id("id").fields("value").build();

  /** The constants of an enum. */
  public enum Animal {
    CAT,
    DOG
  }
}
