package io.metaxy.jooq.it.features;

import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.OlderRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Made from a shot, with columns that older rows lack. */
public record ShotRating(
    UUID shotId,
    int take,
    String rater,
    @OlderRows(readAs = "3") int stars,
    @OlderRows(readAs = "CALM") Mood mood,
    @OlderRows(readAs = "0.5") @Column(length = 12, scale = 2) BigDecimal price,
    @OlderRows(readAs = "2026-01-31T12:00:00Z") Instant ratedAt,
    @OlderRows(readAs = "[]") List<String> reasons,
    @OlderRows(stale = true) double confidence,
    @OlderRows(readAs = "unknown", stale = true) String device,
    long ticks) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot/rating")
          .id("shot_id", "take")
          .dependsOn(Shot.SPEC, dep -> dep.select("path"))
          .field("rating", f -> f.fromAll())
          .build();
}
