package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A root with a composite id and a column of every type. */
@SuppressWarnings("ArrayRecordComponent") // A column of bytes.
public record Shot(
    UUID shotId,
    int take,
    @Column(length = 200, comment = "Where the file lies") String path,
    @Nullable Boolean color,
    byte lens,
    short reel,
    long frames,
    float gain,
    double seconds,
    @Column(length = 12, scale = 2) BigDecimal cost,
    byte @Nullable [] thumbnail,
    Instant shotAt,
    @Nullable OffsetDateTime scannedAt,
    LocalDate day,
    LocalDateTime slate,
    LocalTime sunset,
    Mood mood,
    @Column(type = ColumnType.JSON) List<String> tags,
    @Nullable Map<String, Integer> counts,
    Optional<Box> box,
    @Column(name = "operator_name") @Nullable String operator) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("shot").id("shot_id", "take").fields("picture/raw", "sound").build();

  /** The mood of a shot. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** A position in the picture, in pixels. */
  public record Box(int left, int top) {}
}
