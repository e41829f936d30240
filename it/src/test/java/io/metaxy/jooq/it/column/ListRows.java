package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;

import io.metaxy.jooq.it.column.ClipTable.Clip;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;

/** Rows with lists, and their comparison. */
final class ListRows {

  private static final Map<Field<?>, List<Object>> VALUES = values();

  private ListRows() {}

  private static List<Object> of(Object... values) {
    List<Object> all = new ArrayList<>();
    all.add(null);
    all.addAll(Arrays.asList(values));
    return all;
  }

  private static Map<Field<?>, List<Object>> values() {
    Map<Field<?>, List<Object>> all = new LinkedHashMap<>();
    all.put(
        CLIP.floats,
        of(
            new float[0],
            new float[] {0.1f, -1, Float.MIN_VALUE, Float.MAX_VALUE, 16777217},
            new float[] {1.17549435E-38f}));
    all.put(CLIP.vector, of(new float[] {1, 2, 3}, new float[] {-0.5f, 1e-30f, 1e30f}));
    all.put(
        CLIP.doubles,
        of(new double[0], new double[] {0.1, Double.MIN_VALUE, -Double.MAX_VALUE, Math.PI}));
    all.put(CLIP.ints, of(new int[0], new int[] {0, Integer.MIN_VALUE, Integer.MAX_VALUE}));
    all.put(CLIP.longs, of(new long[0], new long[] {0, Long.MIN_VALUE, Long.MAX_VALUE}));
    all.put(CLIP.shorts, of(new short[0], new short[] {0, Short.MIN_VALUE, Short.MAX_VALUE}));
    all.put(CLIP.flags, of(new boolean[0], new boolean[] {true, false}));
    String[] odd = {
      "",
      " a ",
      "NULL",
      "null",
      "it's \"x\"\\",
      "{a,b}",
      "[1,2]",
      "a,b;\tc\nd\re",
      "\u00E4\u20AC",
      "\uD83D\uDE00",
      "'",
      "\\N",
      "$1",
      "?"
    };
    all.put(CLIP.texts, of(new String[0], odd));
    all.put(CLIP.tags, of(List.of(), List.of(odd), List.of("a")));
    all.put(
        CLIP.maybeTags,
        of(Arrays.asList((String) null), Arrays.asList("a", null, "NULL"), List.of()));
    all.put(CLIP.codes, of(List.of("12345", ""), Arrays.asList("\uD83D\uDE00", null)));
    all.put(CLIP.float32, of(Arrays.asList(1.5f, null), List.of(), List.of(0.1f)));
    all.put(CLIP.float64, of(Arrays.asList(1.5, null), List.of(), List.of(0.1)));
    all.put(CLIP.int8, of(Arrays.asList(Byte.MIN_VALUE, null, Byte.MAX_VALUE), List.of()));
    all.put(CLIP.int16, of(Arrays.asList(Short.MIN_VALUE, null, Short.MAX_VALUE), List.of()));
    all.put(CLIP.int32, of(Arrays.asList(null, null), List.of(1, 2, 3)));
    all.put(CLIP.int64, of(Arrays.asList(Long.MIN_VALUE, null), List.of()));
    all.put(CLIP.maybeFlags, of(Arrays.asList(true, null, false), List.of()));
    all.put(
        CLIP.prices,
        of(
            Arrays.asList(new BigDecimal("0.100000"), null, new BigDecimal("-999999999999.999999")),
            List.of(new BigDecimal("1E+3"))));
    all.put(
        CLIP.shares,
        of(
            Arrays.asList(new BigDecimal("-1234567890123.1234567890123456789012345"), null),
            List.of(new BigDecimal("1E-25"))));
    all.put(
        CLIP.wholes,
        of(
            new BigDecimal[] {new BigDecimal("1234567890123456789012345678.25"), null},
            new BigDecimal[0]));
    all.put(
        CLIP.decimals,
        of(
            new BigDecimal[] {new BigDecimal("12345678901234567890.123456789012345678"), null},
            new BigDecimal[0]));
    all.put(CLIP.uuids, of(Arrays.asList(new UUID(1, 2), null, new UUID(-1, -1)), List.of()));
    all.put(
        CLIP.dates,
        of(
            Arrays.asList(LocalDate.of(2026, 5, 1), null, LocalDate.of(1, 1, 1)),
            List.of(LocalDate.of(9999, 12, 31), LocalDate.of(1582, 10, 10))));
    all.put(
        CLIP.times,
        of(Arrays.asList(LocalTime.of(0, 0), null, LocalTime.of(23, 59, 59, 999_999_000))));
    all.put(
        CLIP.dateTimes,
        of(
            Arrays.asList(
                LocalDateTime.of(2026, 3, 8, 2, 30), null, LocalDateTime.of(1, 1, 1, 0, 0)),
            List.of(LocalDateTime.of(2026, 5, 1, 12, 0, 0, 123_456_000))));
    all.put(
        CLIP.instants,
        of(
            Arrays.asList(Instant.parse("2026-11-01T05:30:00.123456Z"), null),
            List.of(Instant.parse("0001-01-02T00:00:00Z"), Instant.parse("1883-11-18T17:00:00Z"))));
    all.put(
        CLIP.offsets,
        of(
            Arrays.asList(OffsetDateTime.parse("2026-11-01T05:30:00.123456+05:30"), null),
            List.of(OffsetDateTime.parse("1960-01-01T00:00:00Z"))));
    all.put(CLIP.blobs, of(new byte[][] {{}, {0, 1, -1, 92, 39, 34}, null}, new byte[0][]));
    all.put(
        CLIP.matrix,
        of(new float[][] {{1, 2}, {3}, {}, null}, new float[0][], new float[][] {{0.1f}}));
    all.put(
        CLIP.words,
        of(
            Arrays.asList(List.of("a", "b c"), List.of(), Arrays.asList("\"", null), null),
            List.of()));
    return all;
  }

  /** A row with one of the values in each column. */
  static Clip row(int number) {
    Clip clip = new Clip();
    clip.set(CLIP.clipId, "c" + (1000 + number));
    VALUES.forEach((field, values) -> set(clip, field, values.get(number % values.size())));
    clip.set(CLIP.provenance, Map.of("cut", "a" + number));
    return clip;
  }

  @SuppressWarnings("unchecked") // The values are those of the field.
  static <T> void set(Record row, Field<T> field, Object value) {
    row.set(field, (T) value);
  }

  /** The lists of a row, for an update. */
  static Map<Field<?>, Object> lists(Record row) {
    Map<Field<?>, Object> lists = new LinkedHashMap<>();
    VALUES.keySet().forEach(field -> lists.put(field, row.get(field)));
    return lists;
  }

  static List<Clip> rows(int count) {
    return IntStream.range(0, count).mapToObj(ListRows::row).toList();
  }

  /** Lists as text, equal for equal lists. */
  static String text(Object value) {
    if (value == null || value instanceof String) {
      return value == null ? "null" : "'" + value + "'";
    }
    if (value instanceof Map<?, ?> map) {
      // PostgreSQL orders the keys.
      return new TreeMap<>(map).toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ListRows::text).toList().toString();
    }
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> text(Array.get(value, i)))
          .toList()
          .toString();
    }
    if (value instanceof Float number) {
      return Integer.toHexString(Float.floatToRawIntBits(number));
    }
    if (value instanceof Double number) {
      return Long.toHexString(Double.doubleToRawLongBits(number));
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    return value instanceof OffsetDateTime time ? time.toInstant().toString() : value.toString();
  }

  static String text(Record row) {
    StringBuilder text = new StringBuilder();
    VALUES
        .keySet()
        .forEach(
            field ->
                text.append(field.getName()).append('=').append(text(row.get(field))).append('\n'));
    return text.toString();
  }
}
