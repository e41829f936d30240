package io.metaxy.jooq.codegen.older;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.OlderRows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A feature with a column of each type that older rows lack. */
public record Clip(
    String clipId,
    @OlderRows(readAs = "none */ \"said\"\n") @Column(comment = "What is said") String text,
    @OlderRows(readAs = "") String empty,
    @OlderRows(readAs = "x") char letter,
    @OlderRows(readAs = "true") boolean flag,
    @OlderRows(readAs = "-128") byte int8,
    @OlderRows(readAs = "7") short int16,
    @OlderRows(readAs = "-2147483648", stale = true) int int32,
    @OlderRows(readAs = "9223372036854775807") long int64,
    @OlderRows(readAs = "0.1") float float32,
    @OlderRows(readAs = "NaN") double float64,
    @OlderRows(readAs = "-Infinity") double loudness,
    @OlderRows(readAs = "1.5") @Column(length = 12, scale = 2) BigDecimal cost,
    @OlderRows(readAs = "7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001") UUID uuid,
    @OlderRows(readAs = "2026-01-31T12:00:00.000001Z") Instant instant,
    @OlderRows(readAs = "2026-01-31T12:00:00+01:00") OffsetDateTime offset,
    @OlderRows(readAs = "2026-01-31") LocalDate day,
    @OlderRows(readAs = "2026-01-31T12:00") LocalDateTime slate,
    @OlderRows(readAs = "12:00") LocalTime clock,
    @OlderRows(readAs = "PT-1.5S") Duration length,
    @OlderRows(readAs = "[\"PT1M30S\", \"PT0.000001S\"]") List<Duration> lengths,
    @OlderRows(readAs = "CALM") @Column(name = "feeling") Mood mood,
    @OlderRows(readAs = "[]") List<String> tags,
    @OlderRows(readAs = "{\"a\": 1}") Map<String, Integer> counts,
    @OlderRows(readAs = "{\"left\": 1, \"top\": 2}") Box box,
    @OlderRows(readAs = "[1]") @Column(type = ColumnType.JSON) String raw,
    @OlderRows(stale = true) String codec,
    int undeclared) {

  public static final FeatureSpec SPEC = FeatureSpec.of("clip").id("clip_id").build();

  /** A mood. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** A position. */
  public record Box(int left, int top) {}
}
