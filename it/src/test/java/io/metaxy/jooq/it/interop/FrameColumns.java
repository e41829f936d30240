package io.metaxy.jooq.it.interop;

import io.metaxy.jooq.it.frame.FrameDocuments.Outline;
import io.metaxy.jooq.it.frame.FrameDocuments.Sample;
import io.metaxy.jooq.it.frame.FrameScalars.Animal;
import io.metaxy.jooq.it.frame.FrameStamps.Stamp;
import io.metaxy.jooq.it.frame.FrameStructs.Point;
import io.metaxy.jooq.it.frame.FrameStructs.Segment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The columns of frames that both sides have, by feature. To add a type, add its column here. */
final class FrameColumns {

  private static final int DIMENSIONS = 512;

  /** An hour that the time zone of the tests skips. */
  private static final LocalDateTime SKIPPED = LocalDateTime.of(2024, 3, 10, 2, 30, 0, 123_000_000);

  static final List<FrameColumn> SCALARS =
      List.of(
          FrameColumn.of("text", "String", "ä|'\"\\\n\t", "", null, "😀"),
          FrameColumn.of("category", "Categorical", "cat", null, "dog"),
          FrameColumn.of("animal", "Enum(['CAT', 'DOG'])", Animal.DOG, null, Animal.CAT),
          FrameColumn.of("flag", "Boolean", true, false, null),
          FrameColumn.of("tiny", "Int8", (byte) -128, (byte) 127, null),
          FrameColumn.of("small", "Int16", (short) -32_768, null, (short) 32_767),
          FrameColumn.of("whole", "Int32", Integer.MIN_VALUE, Integer.MAX_VALUE, null),
          FrameColumn.of("large", "Int64", Long.MIN_VALUE, null, Long.MAX_VALUE),
          FrameColumn.of(
              "single",
              "Float32",
              0.1f,
              Float.NaN,
              null,
              Float.MIN_VALUE,
              Float.MAX_VALUE,
              Float.POSITIVE_INFINITY,
              -0.0f,
              Float.NEGATIVE_INFINITY,
              0.0f),
          FrameColumn.of(
              "number",
              "Float64",
              0.1,
              Double.NaN,
              null,
              Double.MIN_VALUE,
              1e300,
              Double.NEGATIVE_INFINITY,
              -0.0,
              Double.POSITIVE_INFINITY,
              0.0),
          FrameColumn.of(
              "amount", "Decimal(20, 4)", decimal("1.5"), decimal("-9999999999999999.9999"), null),
          FrameColumn.of("bytes", "Binary", new byte[] {0, -1, 92, 10}, new byte[0], null),
          FrameColumn.of("day", "Date", LocalDate.of(2024, 2, 29), LocalDate.of(1, 1, 1), null),
          FrameColumn.of(
              "time", "Time", LocalTime.of(23, 59, 59, 999_999_000), LocalTime.MIN, null),
          FrameColumn.of(
              "local", "Datetime('us')", local(123_456_000), null, LocalDateTime.of(1, 1, 1, 0, 0)),
          FrameColumn.of(
              "instant",
              "Datetime('us', 'UTC')",
              Instant.parse("2024-02-29T23:59:59.999999Z"),
              null),
          FrameColumn.of(
              "zoned",
              "Datetime('us', 'Europe/Berlin')",
              null,
              Instant.parse("2024-10-27T00:30:00.000001Z"),
              Instant.parse("2024-10-27T01:30:00Z")));

  static final List<FrameColumn> LISTS =
      List.of(
          FrameColumn.of(
              "texts", "List(String)", list("a", null, "", "NULL", "\"{},\\'"), null, list()),
          FrameColumn.of("flags", "List(Boolean)", list(true, null, false), null, list()),
          FrameColumn.of(
              "animals",
              "List(Enum(['CAT', 'DOG']))",
              list(Animal.DOG, null, Animal.CAT),
              null,
              list()),
          FrameColumn.of(
              "categories", "List(Categorical)", list("cat", null, "", "dog"), null, list()),
          FrameColumn.of("tinies", "List(Int8)", list((byte) -128, null, (byte) 127), null, list()),
          FrameColumn.of(
              "smalls", "List(Int16)", list((short) -32_768, null, (short) 32_767), null, list()),
          FrameColumn.of(
              "wholes", "List(Int32)", new int[] {Integer.MIN_VALUE, 0, 7}, null, new int[0]),
          FrameColumn.of(
              "larges", "List(Int64)", list(Long.MIN_VALUE, null, Long.MAX_VALUE), list(), null),
          FrameColumn.of(
              "singles", "List(Float32)", new float[] {0.1f, -0.0f, Float.NaN}, null, new float[0]),
          FrameColumn.of(
              "numbers", "List(Float64)", list(0.1, null, -0.0, Double.NaN, -1 / 0.0), null),
          FrameColumn.of(
              "amounts",
              "List(Decimal(20, 4))",
              list(decimal("1.5"), null, decimal("-0.0001")),
              null),
          FrameColumn.of(
              "chunks",
              "List(Binary)",
              list(new byte[] {0, -1, 92, 10}, null, new byte[0]),
              null,
              list()),
          FrameColumn.of(
              "days", "List(Date)", list(LocalDate.of(1969, 12, 31), null), null, list()),
          FrameColumn.of(
              "times",
              "List(Time)",
              list(LocalTime.of(23, 59, 59, 999_999_000), null, LocalTime.MIN),
              null,
              list()),
          FrameColumn.of(
              "locals",
              "List(Datetime('us'))",
              list(SKIPPED.plusNanos(1_000), null, LocalDateTime.of(1, 1, 1, 0, 0)),
              null,
              list()),
          FrameColumn.of(
              "instants",
              "List(Datetime('us', 'UTC'))",
              list(Instant.EPOCH.minusNanos(1_000), null)),
          FrameColumn.of(
              "zoned",
              "List(Datetime('us', 'Europe/Berlin'))",
              list(Instant.parse("2024-10-27T00:30:00.000001Z"), null),
              null,
              list(Instant.parse("2024-10-27T01:30:00Z")),
              list()),
          FrameColumn.of("pair", "Array(Float32, 2)", new float[] {1.5f, -0.0f}, null),
          FrameColumn.of(
              "embedding", "Array(Float32, 512)", vector(1), vector(2), null, vector(3)));

  static final List<FrameColumn> UNSIGNED =
      List.of(
          FrameColumn.of("tiny", "UInt8", (short) 0, (short) 255, null),
          FrameColumn.of("small", "UInt16", 0, 65_535, null),
          FrameColumn.of("whole", "UInt32", 0L, 4_294_967_295L, null),
          FrameColumn.of("large", "UInt64", 0L, Long.MAX_VALUE, null),
          FrameColumn.of("huge", "UInt64", decimal("0"), decimal("18446744073709551615"), null),
          FrameColumn.of("tinies", "List(UInt8)", list((short) 0, null, (short) 255), null),
          FrameColumn.of("smalls", "List(UInt16)", list(0, null, 65_535), null, list()),
          FrameColumn.of("wholes", "List(UInt32)", list(0L, null, 4_294_967_295L), null),
          FrameColumn.of(
              "huges", "List(UInt64)", list(decimal("18446744073709551615"), null), null));

  static final List<FrameColumn> NESTED =
      List.of(
          FrameColumn.of(
              "ragged", "List(List(Float64))", list(list(0.5, null), null, list()), null, list()),
          FrameColumn.of(
              "matrix", "Array(Float64, (2, 2))", new double[][] {{1, 2}, {3, -0.0}}, null),
          FrameColumn.of(
              "words", "List(List(String))", list(list("a|'\"", null, ""), null, list()), null),
          FrameColumn.of(
              "takes",
              "List(List(Datetime('us', 'UTC')))",
              list(list(Instant.EPOCH.minusNanos(1_000), null), null, list()),
              list(),
              null),
          FrameColumn.of(
              "pairs",
              "List(Array(Float32, 2))",
              list(new float[] {Float.NaN, -0.0f}, null, new float[] {0.1f, 1 / 0f}),
              null,
              list()));

  private static final String POINT = "Struct({'x': Int32, 'y': Float64})";

  static final List<FrameColumn> STRUCTS =
      List.of(
          FrameColumn.of(
              "point",
              POINT,
              new Point(7, 0.1),
              null,
              new Point(Integer.MIN_VALUE, null),
              new Point(null, 1.5e-300),
              new Point(null, null)),
          FrameColumn.of(
              "segment",
              "Struct({'label': String, 'closed': Boolean, 'start': "
                  + POINT
                  + ", 'tags': List(String), 'weights': List(Float64)})",
              new Segment(
                  "ä|'\"\\\n\t{}",
                  true,
                  new Point(1, Double.MIN_VALUE),
                  list("a", null, "", "null"),
                  list(0.1, null)),
              new Segment("", false, new Point(null, 0.5), list(), list()),
              null,
              new Segment("😀", null, null, null, null)));

  static final List<FrameColumn> DOCUMENTS =
      List.of(
          FrameColumn.of(
              "exact",
              POINT,
              new Point(0, Double.NaN),
              new Point(1, -0.0),
              null,
              new Point(Integer.MAX_VALUE, Double.NEGATIVE_INFINITY),
              new Point(null, 1e300),
              new Point(null, null)),
          FrameColumn.of(
              "points",
              "List(" + POINT + ")",
              list(new Point(1, Double.NaN), null, new Point(null, -0.0), new Point(null, null)),
              null,
              list()),
          FrameColumn.of(
              "outlines",
              "List(Struct({'label': String, 'points': List(" + POINT + ")}))",
              list(
                  new Outline("ä|'\"", list(new Point(1, 0.1), null)),
                  null,
                  new Outline(null, null),
                  new Outline("", list())),
              list(),
              null),
          FrameColumn.of(
              "sample",
              "Struct({'tiny': Int8, 'small': UInt8, 'large': Int64, 'single': Float32,"
                  + " 'bytes': Binary, 'day': Date, 'time': Time, 'local': Datetime('us'),"
                  + " 'instant': Datetime('us', 'UTC'), 'singles': List(Float32),"
                  + " 'instants': List(Datetime('us', 'UTC'))})",
              new Sample(
                  (byte) -128,
                  (short) 255,
                  Long.MIN_VALUE,
                  0.1f,
                  new byte[] {0, -1, 92, 10},
                  LocalDate.of(1, 1, 1),
                  LocalTime.of(23, 59, 59, 999_999_000),
                  local(123_456_000),
                  Instant.parse("2024-02-29T23:59:59.999999Z"),
                  new float[] {0.1f, -0.0f, Float.NaN},
                  list(Instant.EPOCH.minusNanos(1_000), null)),
              null,
              new Sample(null, null, null, null, null, null, null, null, null, null, null),
              new Sample(
                  (byte) 127,
                  (short) 0,
                  Long.MAX_VALUE,
                  Float.NaN,
                  new byte[0],
                  LocalDate.of(2024, 2, 29),
                  LocalTime.MIN,
                  SKIPPED,
                  Instant.EPOCH,
                  new float[0],
                  list())));

  static final List<FrameColumn> STAMPS =
      List.of(
          FrameColumn.of(
              "stamp",
              "Struct({'day': Date, 'amount': Decimal(20, 4), 'time': Time, 'local':"
                  + " Datetime('us'), 'instant': Datetime('us', 'UTC')})",
              new Stamp(
                  LocalDate.of(2024, 2, 29),
                  decimal("-9999999999999999.9999"),
                  LocalTime.of(23, 59, 59, 999_999_000),
                  SKIPPED,
                  Instant.parse("2024-02-29T23:59:59.999999Z")),
              null,
              new Stamp(
                  LocalDate.of(1, 1, 1), decimal("1.5"), LocalTime.MIN, local(0), Instant.EPOCH),
              new Stamp(null, null, null, null, null)));

  /** Points as the peer writes them, and below as JSON keeps them. */
  static final FrameColumn POINTS =
      FrameColumn.of(
          "point",
          POINT,
          new Point(0, Double.NaN),
          new Point(1, -0.0),
          null,
          new Point(Integer.MAX_VALUE, Double.NEGATIVE_INFINITY),
          new Point(2, 1e18),
          new Point(3, 1e39));

  static final FrameColumn POINTS_IN_JSON =
      FrameColumn.of(
          "point",
          POINT,
          new Point(0, null),
          new Point(1, 0.0),
          null,
          new Point(Integer.MAX_VALUE, null),
          new Point(2, 1e18),
          new Point(3, 1e39));

  static final List<FrameColumn> MAPS =
      List.of(
          FrameColumn.of(
              "scores",
              "Map(String, Float64)",
              map("ä|'\"{}=,", 0.1, "", Double.NaN, "null", null, "zero", -0.0),
              null,
              map()),
          FrameColumn.of(
              "counts", "Map(String, Int64)", map("a", Long.MIN_VALUE, "A", Long.MAX_VALUE), null),
          FrameColumn.of("labels", "Map(String, String)", map("a", "", "b", null), map()),
          FrameColumn.of("days", "Map(String, Date)", map("a", LocalDate.of(1, 1, 1), "b", null)),
          FrameColumn.of(
              "points",
              "Map(String, " + POINT + ")",
              map("a", new Point(1, Double.NaN), "b", new Point(null, null), "c", null),
              null),
          FrameColumn.of(
              "tags",
              "Map(String, List(String))",
              map("a", list("x", null), "b", list(), "c", null),
              null,
              map()));

  static final List<FrameColumn> MILLIS =
      List.of(
          FrameColumn.of(
              "millis",
              "Datetime('ms')",
              local(123_000_000),
              null,
              LocalDateTime.of(1, 1, 1, 0, 0)),
          FrameColumn.of(
              "instant", "Datetime('ms')", Instant.parse("2024-03-10T02:30:59.999Z"), null),
          FrameColumn.of(
              "zoned", "Datetime('ms', 'UTC')", Instant.parse("2024-03-10T02:30:59.999Z"), null),
          FrameColumn.of("many", "List(Datetime('ms'))", list(SKIPPED, null), null, list()),
          FrameColumn.of(
              "zoned_many",
              "List(Datetime('ms', 'UTC'))",
              list(Instant.parse("2024-03-10T02:30:59.999Z"), null),
              null,
              list()));

  static final List<FrameColumn> NANOS =
      List.of(
          FrameColumn.of("nanos", "Datetime('ns')", SKIPPED.plusNanos(456_789), null),
          FrameColumn.of(
              "many", "List(Datetime('ns'))", list(SKIPPED.plusNanos(1), null), null, list()));

  private FrameColumns() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // A list does not store into its array.
  private static <T> List<@Nullable T> list(@Nullable T... elements) {
    return Arrays.asList(elements);
  }

  /** Returns a map of keys and values in turn. */
  private static Map<String, @Nullable Object> map(@Nullable Object... entries) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) Objects.requireNonNull(entries[i]), entries[i + 1]);
    }
    return map;
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number);
  }

  private static LocalDateTime local(int nanos) {
    return LocalDateTime.of(2024, 2, 29, 23, 59, 59, nanos);
  }

  /** A vector that begins with the numbers that are rounded or lost most easily. */
  private static float[] vector(long seed) {
    float[] vector = new float[DIMENSIONS];
    Random random = new Random(seed);
    for (int i = 0; i < vector.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      vector[i] = Float.isNaN(any) ? Float.NaN : any;
    }
    float[] edges = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      -0.0f,
      0.0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    System.arraycopy(edges, 0, vector, 0, edges.length);
    return vector;
  }
}
