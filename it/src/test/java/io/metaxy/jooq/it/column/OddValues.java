package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.store.MetadataStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Values that not every database stores unchanged, and what becomes of them. */
final class OddValues {

  private static final String ZERO = "a\u0000b";
  private static final Instant NANOSECONDS = Instant.parse("2026-05-01T12:00:00.123456789Z");

  private static final Duration YEARS = Duration.ofDays(365_000_000);

  static final List<Odd<?>> ALL =
      List.of(
          new Odd<>("NaN in a `double`", FOOTAGE.FLOAT64, Double.NaN),
          new Odd<>("Infinity in a `float`", FOOTAGE.FLOAT32, Float.POSITIVE_INFINITY),
          new Odd<>("NaN in a `List<Double>`", FOOTAGE.RATIOS, Arrays.asList(1.0, Double.NaN)),
          new Odd<>("Infinity in a `float[]`", FOOTAGE.FLOATS, new float[] {1 / 0f}),
          new Odd<>("NaN in JSON", FOOTAGE.LEVELS_AS_JSON, List.of(Double.NaN)),
          new Odd<>("NaN in a record", FOOTAGE.BOX, new Box("a", 1, Double.NaN, List.of())),
          new Odd<>("-0.0 in a `double`", FOOTAGE.FLOAT64, -0.0),
          new Odd<>("-0.0 in a `float[]`", FOOTAGE.FLOATS, new float[] {-0.0f}),
          new Odd<>("-0.0 in JSON", FOOTAGE.LEVELS_AS_JSON, List.of(-0.0)),
          new Odd<>("U+0000 in a `String`", FOOTAGE.TEXT, ZERO),
          new Odd<>("U+0000 in a `List<String>`", FOOTAGE.TAGS, List.of(ZERO)),
          new Odd<>("U+0000 in a `Map`", FOOTAGE.TALLY, Map.of(ZERO, 1)),
          new Odd<>("U+0000 in a record", FOOTAGE.BOX, new Box(ZERO, 1, 1, List.of())),
          new Odd<>("half a surrogate pair", FOOTAGE.TEXT, "\uD83D"),
          new Odd<>("21 characters, length 20", FOOTAGE.CODE, "x".repeat(21)),
          new Odd<>("21 characters in a list, length 20", FOOTAGE.CODES, List.of("x".repeat(21))),
          new Odd<>("`0.1234567`, scale 6", FOOTAGE.PRICE, new BigDecimal("0.1234567")),
          new Odd<>("`0.1234567` in a list", FOOTAGE.COSTS, List.of(new BigDecimal("0.1234567"))),
          new Odd<>("`1e12`, 12 digits before the point", FOOTAGE.PRICE, new BigDecimal("1e12")),
          new Odd<>("`1e12` in a list", FOOTAGE.COSTS, List.of(new BigDecimal("1e12"))),
          new Odd<>("nanoseconds of an `Instant`", FOOTAGE.INSTANT, NANOSECONDS),
          new Odd<>("nanoseconds in a list", FOOTAGE.CUTS, List.of(NANOSECONDS)),
          new Odd<>("nanoseconds of a `LocalTime`", FOOTAGE.CLOCK, LocalTime.MAX),
          new Odd<>("nanoseconds of a `Duration`", FOOTAGE.DURATION, Duration.ofNanos(-1_999)),
          new Odd<>("a million years", FOOTAGE.DURATION, YEARS),
          new Odd<>("a million years in a list", FOOTAGE.DURATIONS, List.of(YEARS)),
          new Odd<>(
              "offset of an `OffsetDateTime`",
              FOOTAGE.OFFSET,
              OffsetDateTime.parse("2026-05-01T12:00:00+02:00")),
          new Odd<>("the year 10000", FOOTAGE.DAY, LocalDate.of(10_000, 1, 1)),
          new Odd<>("the year 10000 in a list", FOOTAGE.DAYS, List.of(LocalDate.of(10_000, 1, 1))),
          new Odd<>("the year 0", FOOTAGE.DAY, LocalDate.of(0, 1, 1)),
          new Odd<>("`Instant.MAX`", FOOTAGE.INSTANT, Instant.MAX),
          new Odd<>(
              "a `UUID` of no version",
              FOOTAGE.UUID,
              UUID.fromString("ef29adc9-9692-a36e-18c2-c8cc563976b2")),
          new Odd<>("an empty list", FOOTAGE.TAGS, List.of()),
          new Odd<>("null in a list", FOOTAGE.TAGS, Arrays.asList("a", null)),
          new Odd<>("3 elements, vector 4", FOOTAGE.VECTOR, new float[] {1, 2, 3}));

  private final DSLContext dsl;
  private final MetadataStore store;

  OddValues(TestDatabase database) {
    dsl = database.dsl();
    store = MetadataStore.of(dsl, Features.GRAPH);
  }

  /**
   * A value of a column of footage.
   *
   * @param title what is odd about it, in Markdown
   */
  record Odd<T>(String title, Field<T> column, T value) {

    private FootageRecord row(int number) {
      FootageRecord row =
          new FootageRecord()
              .setFootageId("f" + number)
              .setMetaxyProvenanceByField(Map.of("scene", "s"));
      row.set(column, value);
      return row;
    }
  }

  /** Writes a value in one row and in many, deletes the rows, and returns what became of it. */
  <T> String stored(Odd<T> odd) {
    String alone = stored(odd, 1);
    assertEquals(alone, stored(odd, 60), odd.title());
    return alone;
  }

  private <T> String stored(Odd<T> odd, int rows) {
    try {
      store.write(FOOTAGE, IntStream.range(0, rows).mapToObj(odd::row).toList());
    } catch (InvalidRowException e) {
      return "rejected";
    }
    T read = store.read(FOOTAGE).fetch().get(rows - 1).get(odd.column());
    dsl.deleteFrom(FOOTAGE).execute();
    String before = text(odd.value());
    String after = text(read);
    return after.equals(before) ? "kept" : "`" + after + "`";
  }

  private static String text(Object value) {
    return value instanceof float[] floats
        ? Arrays.toString(floats)
        : value instanceof BigDecimal number
            ? number.stripTrailingZeros().toPlainString()
            : value.toString();
  }
}
