package io.metaxy.jooq.it.features;

import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A feature with an id column of every possible type, and columns whose values are easily lost. */
public record Moment(
    boolean flag,
    byte tiny,
    short small,
    long big,
    double ratio,
    @Column(length = 12, scale = 2) BigDecimal amount,
    LocalDate day,
    LocalDateTime wall,
    LocalTime clock,
    Instant instant,
    OffsetDateTime offset,
    Mood mood,
    BigDecimal weight,
    Note note) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("moment")
          .id(
              "flag", "tiny", "small", "big", "ratio", "amount", "day", "wall", "clock", "instant",
              "offset", "mood")
          .build();

  /** JSON with dates and options inside. */
  public record Note(Instant at, LocalDate day, Optional<String> by) {}
}
