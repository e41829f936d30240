package io.metaxy.jooq.codegen.lists;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A feature with lists of each type. */
@SuppressWarnings("ArrayRecordComponent")
public record Lists(
    String id,
    float[] floats,
    @Column(vector = 3) float[] vector,
    @Column(comment = "Maybe, \"or\" not", vector = 3) float @Nullable [] maybeVector,
    double[] doubles,
    int[] ints,
    long[] longs,
    short[] shorts,
    boolean[] booleans,
    String[] texts,
    @Nullable Integer[] maybeInts,
    List<String> tags,
    @Nullable List<@Nullable String> maybeTags,
    @Column(length = 20) List<String> codes,
    List<Integer> int32,
    List<Long> int64,
    List<Short> int16,
    List<Byte> int8,
    List<Float> float32,
    Optional<List<Double>> float64,
    List<Boolean> flags,
    @Column(length = 18, scale = 6) List<BigDecimal> prices,
    @Column(length = 38, scale = 25) List<BigDecimal> shares,
    List<UUID> uuids,
    List<LocalDate> dates,
    List<LocalTime> times,
    List<LocalDateTime> dateTimes,
    List<Instant> instants,
    List<OffsetDateTime> offsets,
    float[][] matrix,
    List<float[]> vectors,
    List<List<String>> words,
    @Column(type = ColumnType.JSON) List<Double> json,
    List<Colour> colours,
    Colour[] palette,
    List<@Nullable Colour> maybeColours,
    List<byte[]> chunks,
    List<List<Colour>> gradients) {

  public static final FeatureSpec SPEC = FeatureSpec.of("lists").id("id").build();

  /** An enum. */
  public enum Colour {
    RED,
    GREEN
  }
}
