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

/** Made from a moment, with ids of every type, three of them renamed. */
public record MomentMark(
    boolean flag,
    byte tiny,
    short small,
    long large,
    double ratio,
    @Column(length = 12, scale = 2) BigDecimal amount,
    LocalDate day,
    LocalDateTime wall,
    LocalTime clock,
    Instant momentAt,
    OffsetDateTime offset,
    Mood feeling,
    String mark) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("moment/mark")
          .id(
              "flag",
              "tiny",
              "small",
              "large",
              "ratio",
              "amount",
              "day",
              "wall",
              "clock",
              "moment_at",
              "offset",
              "feeling")
          .dependsOn(
              Moment.SPEC,
              dep ->
                  dep.rename("big", "large")
                      .rename("instant", "moment_at")
                      .rename("mood", "feeling"))
          .build();
}
