package io.metaxy.jooq.it.model;

import io.metaxy.jooq.spec.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Generates values that databases, drivers and string functions often confuse. */
public final class RandomValues {

  /** The types that ids and user columns have. */
  public static final List<ColumnType> TYPES =
      List.of(
          ColumnType.STRING,
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.FLOAT64,
          ColumnType.DECIMAL,
          ColumnType.BOOLEAN,
          ColumnType.UUID,
          ColumnType.LOCAL_DATE,
          ColumnType.LOCAL_DATE_TIME,
          ColumnType.LOCAL_TIME,
          ColumnType.INSTANT,
          ColumnType.OFFSET_DATE_TIME);

  /** Adjacent values differ only in case, normal form, spaces, or characters above the BMP. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "b",
          "B",
          "_",
          "z2",
          "z10",
          "Z",
          "\u00E4",
          "a\u0308",
          "\u00C4",
          "\u00DF",
          "ss",
          "",
          " ",
          "a ",
          "a|b",
          "|",
          "||",
          "o'clock",
          "''",
          "\"q\"",
          "\\",
          "\\n",
          "\u0001",
          "\n",
          "\t",
          "\r\n",
          "null",
          "NULL",
          "%",
          "{0}",
          "?",
          "\uFF5E",
          "\uD83D\uDE00",
          "\uFFFD",
          "\u65E5\u672C",
          "0",
          "00",
          "1e3",
          "true");

  /** Hashes as users provide them. */
  public static final List<String> VERSIONS =
      List.of(
          "a",
          "b",
          "B",
          "c0ffee00",
          "\u00FC|\"",
          "",
          "null",
          "\\",
          "\uD83D\uDE00\n",
          "'",
          "0",
          "{\"a\":1}",
          "\u0002",
          "|");

  private RandomValues() {}

  /** Returns distinct values in a fixed order, adjacent in {@link #of}. */
  public static List<Object> of(ColumnType type) {
    return switch (type) {
      case STRING -> List.copyOf(TEXTS);
      case INT8 -> list(Byte::valueOf, "-128", "-20", "-5", "0", "1", "2", "9", "10", "127");
      case INT16 -> list(Short::valueOf, "-32768", "-1", "1", "2", "10", "9", "300", "32767");
      case INT32 ->
          list(Integer::valueOf, "-2147483648", "-7", "0", "3", "20", "100", "2147483647");
      case INT64 ->
          list(Long::valueOf, "-9223372036854775808", "-1", "0", "9", "10", "9223372036854775807");
      case FLOAT64 -> list(Double::valueOf, "-2.5", "0", "0.5", "1e10", "3.25");
      case DECIMAL ->
          list(BigDecimal::new, "-0.0001", "0", "2.5", "2.51", "10", "99999999999.9999");
      case BOOLEAN -> List.of(false, true);
      case UUID ->
          list(
              UUID::fromString,
              "00000000-0000-0000-0000-000000000001",
              "7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001",
              "7f1c8a52-0c35-4a5c-8b0e-8f0f6c7ad001",
              "80000000-0000-0000-0000-000000000000",
              "ffffffff-ffff-ffff-ffff-ffffffffffff");
      case LOCAL_DATE ->
          list(
              LocalDate::parse,
              "1500-02-28",
              "1969-12-31",
              "2026-03-29",
              "2026-10-25",
              "9999-12-31");
      case LOCAL_DATE_TIME ->
          list(
              LocalDateTime::parse,
              "1582-10-10T00:00:00",
              "2026-03-08T02:30:00",
              "2026-03-29T02:30:00",
              "2026-03-29T02:30:00.000001",
              "2026-10-25T02:30:00");
      case LOCAL_TIME ->
          list(LocalTime::parse, "00:00:00", "02:30:00", "17:30:01.234567", "23:59:59.999999");
      case INSTANT ->
          list(
              Instant::parse,
              "1890-01-01T00:00:00.000001Z",
              "2026-03-29T00:59:59.999999Z",
              "2026-03-29T01:00:00Z",
              "2026-11-01T05:30:00Z",
              "2026-11-01T06:10:00Z",
              "2026-11-01T06:30:00Z");
      case OFFSET_DATE_TIME ->
          list(
              OffsetDateTime::parse,
              "1969-12-31T23:59:59.999999Z",
              "2026-03-08T07:30:00+00:00",
              "2026-03-29T02:30:00.000001+02:00",
              "2026-11-01T06:30:00-01:00");
      default -> throw new IllegalArgumentException("Cannot generate values of " + type);
    };
  }

  private static List<Object> list(Function<String, Object> parse, String... all) {
    return new ArrayList<>(Stream.of(all).map(parse).toList());
  }

  /** Returns at most the given number of adjacent values. */
  public static List<Object> some(Random random, ColumnType type, int most) {
    List<Object> all = of(type);
    int size = Math.min(all.size(), most);
    int from = random.nextInt(all.size() - size + 1);
    return all.subList(from, from + size);
  }

  public static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Returns true with the given probability in percent. */
  public static boolean chance(Random random, int percent) {
    return random.nextInt(100) < percent;
  }

  /** Returns a possibly empty part of a list in random order. */
  public static <T> List<T> part(Random random, List<T> all) {
    List<T> shuffled = shuffled(random, all);
    return shuffled.subList(0, random.nextInt(all.size() + 1));
  }

  public static <T> List<T> shuffled(Random random, List<T> all) {
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}
