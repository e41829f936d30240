package io.metaxy.jooq.it.features;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
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
import org.jspecify.annotations.Nullable;

/**
 * A root with a column of every Java type but lists of lists, in the order of the page of columns.
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of arrays.
public record Footage(
    @Column(length = 40) String footageId,
    @Nullable Boolean flag,
    @Nullable Byte int8,
    @Nullable Short int16,
    @Nullable Integer int32,
    @Nullable Long int64,
    @Nullable Float float32,
    @Nullable Double float64,
    @Nullable BigDecimal decimal,
    @Column(length = 18, scale = 6) @Nullable BigDecimal price,
    @Nullable String text,
    @Column(length = 20) @Nullable String code,
    @Nullable Character letter,
    @Nullable Mood mood,
    @Nullable UUID uuid,
    byte @Nullable [] bytes,
    @Nullable Instant instant,
    @Nullable OffsetDateTime offset,
    @Nullable LocalDate day,
    @Nullable LocalDateTime wall,
    @Nullable LocalTime clock,
    @Nullable Duration duration,
    boolean @Nullable [] flags,
    short @Nullable [] shorts,
    int @Nullable [] ints,
    long @Nullable [] longs,
    float @Nullable [] floats,
    @Column(vector = 4) float @Nullable [] vector,
    double @Nullable [] doubles,
    String @Nullable [] lines,
    @Nullable List<Boolean> answers,
    @Nullable List<Byte> levels,
    @Nullable List<@Nullable Short> steps,
    @Nullable List<Integer> counts,
    @Nullable List<@Nullable Long> sizes,
    @Nullable List<Float> gains,
    @Nullable List<@Nullable Double> ratios,
    @Column(length = 18, scale = 6) @Nullable List<BigDecimal> costs,
    @Nullable List<@Nullable String> tags,
    @Column(length = 20) @Nullable List<String> codes,
    @Nullable List<UUID> takes,
    @Nullable List<Instant> cuts,
    @Nullable List<OffsetDateTime> offsets,
    @Nullable List<LocalDate> days,
    @Nullable List<LocalDateTime> walls,
    @Nullable List<LocalTime> clocks,
    @Nullable List<@Nullable Duration> durations,
    @Nullable List<@Nullable Mood> moods,
    @Nullable List<byte[]> chunks,
    @Column(type = ColumnType.JSON) @Nullable List<Double> levelsAsJson,
    @Nullable Map<String, Integer> tally,
    @Nullable Box box,
    @Nullable List<Box> boxes) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("footage").id("footage_id").fields("scene").build();

  /** The mood of the footage. */
  public enum Mood {
    CALM,
    TENSE
  }

  /** A named area, with a number and a list. */
  public record Box(@Nullable String name, int left, double weight, List<String> labels) {}
}
