package io.metaxy.jooq.it.frame;

import io.metaxy.jooq.it.frame.FrameScalars.Animal;
import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and vectors in types that every shared store has. */
@SuppressWarnings("ArrayRecordComponent") // Columns of records are arrays.
public record FrameLists(
    String id,
    @Nullable List<@Nullable String> texts,
    @Nullable List<@Nullable Boolean> flags,
    @Nullable List<@Nullable Animal> animals,
    @Nullable List<@Nullable String> categories,
    @Nullable List<@Nullable Byte> tinies,
    @Nullable List<@Nullable Short> smalls,
    int @Nullable [] wholes,
    @Nullable List<@Nullable Long> larges,
    float @Nullable [] singles,
    @Nullable List<@Nullable Double> numbers,
    @Column(length = 20, scale = 4) @Nullable List<@Nullable BigDecimal> amounts,
    @Nullable List<byte @Nullable []> chunks,
    @Nullable List<@Nullable LocalDate> days,
    @Nullable List<@Nullable LocalTime> times,
    @Nullable List<@Nullable LocalDateTime> locals,
    @Nullable List<@Nullable Instant> instants,
    @Nullable List<@Nullable Instant> zoned,
    @Column(vector = 2) float @Nullable [] pair,
    @Column(vector = 512) float @Nullable [] embedding) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("frame/lists").id("id").fields("value").build();
}
