package io.metaxy.jooq.codegen.types;

import io.metaxy.jooq.spec.Column;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import java.math.BigDecimal;
import java.net.URI;
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

/** A feature with a component of each type. */
@SuppressWarnings("ArrayRecordComponent")
public record Everything(
    UUID everythingId,
    @Column(name = "second_id", length = 32, comment = "Distinguishes twins") String twin,
    String text,
    char letter,
    boolean flag,
    byte int8,
    short int16,
    int int32,
    long int64,
    float float32,
    double float64,
    @Nullable Character boxedLetter,
    @Nullable Boolean boxedFlag,
    @Nullable Byte boxedInt8,
    @Nullable Short boxedInt16,
    @Nullable Integer boxedInt32,
    @Nullable Long boxedInt64,
    @Nullable Float boxedFloat32,
    Optional<Double> boxedFloat64,
    BigDecimal decimal,
    @Column(length = 18, scale = 6) BigDecimal price,
    @Column(length = 20) BigDecimal whole,
    byte[] bytes,
    byte @Nullable [] maybeBytes,
    Instant instant,
    OffsetDateTime offsetDateTime,
    LocalDate localDate,
    LocalDateTime localDateTime,
    LocalTime localTime,
    Colour colour,
    Optional<Colour> maybeColour,
    Map<String, Integer> counts,
    @Column(type = ColumnType.JSON) List<String> tags,
    Box box,
    Everything.@Nullable Box maybeBox,
    Optional<List<? extends Map<String, Box>>> boxes,
    @Column(type = ColumnType.STRING) URI uri,
    @Column(type = ColumnType.JSON) String document,
    @Column(comment = "An \"odd\" name, as the table's") String everything,
    String featureData,
    String htmlURLPath,
    String table) {

  public static final FeatureSpec SPEC =
      FeatureSpec.of("everything").id("everything_id", "second_id").build();

  /** An enum. */
  public enum Colour {
    RED,
    GREEN
  }

  /** A nested record. */
  public record Box(int x, int y) {}
}
