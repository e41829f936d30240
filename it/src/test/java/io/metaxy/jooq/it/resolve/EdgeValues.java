package io.metaxy.jooq.it.resolve;

import static io.metaxy.jooq.it.db.Tables.SHOT;

import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.features.Shot.Box;
import io.metaxy.jooq.it.features.Shot.Mood;
import io.metaxy.jooq.value.TimeLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;

/** The extreme and odd values of each column type. */
public final class EdgeValues {

  /** Days in years that calendars, texts and drivers treat differently. */
  private static final List<LocalDate> DAYS =
      Stream.of(
              "-4712-01-01",
              "-0044-03-15",
              "-0004-02-29",
              "0000-01-01",
              "0000-02-29",
              "0000-12-31",
              "0001-01-01",
              "0999-12-31",
              "1582-10-10",
              "1900-02-28",
              "1970-01-01",
              "2024-02-29",
              "2026-03-29",
              "9999-12-31",
              "+10000-01-01",
              "+294246-12-31")
          .map(LocalDate::parse)
          .toList();

  private static final List<LocalTime> CLOCKS =
      Stream.of("00:00", "00:00:00.000001", "02:30", "12:00:01", "23:59:59.999999")
          .map(LocalTime::parse)
          .toList();

  private EdgeValues() {}

  /** A value of a column of shots. */
  public record Edge<T>(Field<T> column, T value) {

    public void set(ShotRecord row) {
      row.set(column, value);
    }

    @Override
    public String toString() {
      String text = String.valueOf(value);
      return column.getName() + " " + (text.length() > 50 ? text.substring(0, 50) : text);
    }
  }

  /** Returns the values that a database stores, or refuses because it lacks their kind. */
  public static List<Edge<?>> ofColumns(TimeLimits times) {
    List<Edge<?>> edges = new ArrayList<>();
    add(edges, SHOT.TAKE, Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
    add(edges, SHOT.SHOT_ID, new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1));
    add(edges, SHOT.LENS, Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE);
    add(edges, SHOT.REEL, Short.MIN_VALUE, (short) 0, Short.MAX_VALUE);
    add(edges, SHOT.FRAMES, Long.MIN_VALUE, 0L, (1L << 53) + 1, Long.MAX_VALUE);
    add(edges, SHOT.COLOR, true, false);
    add(edges, SHOT.MOOD, Mood.values());
    TEXTS.forEach(text -> edges.add(new Edge<>(SHOT.PATH, text)));
    add(edges, SHOT.OPERATOR_NAME, "\uD83D\uDE00".repeat(60), "x ".repeat(100));
    add(edges, SHOT.GAIN, 0f, -0f, 0.1f, 16_777_216f, Float.MIN_VALUE, Float.MIN_NORMAL);
    add(edges, SHOT.GAIN, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE);
    add(edges, SHOT.SECONDS, 0.0, -0.0, 0.1, Double.MIN_VALUE, Double.MIN_NORMAL, 1e22);
    add(edges, SHOT.SECONDS, Double.MAX_VALUE, -Double.MAX_VALUE, Double.NaN);
    add(edges, SHOT.SECONDS, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    for (String number :
        List.of("1E+3", "-1E+9", "0E+5", "0E-10", "-0.00", "5E-2", "9999999999.99", "1.500000")) {
      edges.add(new Edge<>(SHOT.COST, new BigDecimal(number)));
    }
    add(edges, SHOT.THUMBNAIL, new byte[0], new byte[] {0}, new byte[70_000]);
    add(edges, SHOT.THUMBNAIL, new byte[] {0, -1, -128, '\\', '\'', '\n', '\t', 0});
    add(
        edges,
        SHOT.TAGS,
        List.of(),
        List.of(""),
        List.of("null", "\"\\\b\f\n\r\t\u0001", "\uD83D\uDE00"));
    add(edges, SHOT.COUNTS, Map.of(), Map.of("", 0, "ü \"x\" \uD83D\uDE00", Integer.MAX_VALUE));
    add(edges, SHOT.COUNTS, Map.of("a.b", Integer.MIN_VALUE, "$", 1, "'", 2, "\\", 3));
    add(edges, SHOT.BOX, new Box(Integer.MIN_VALUE, Integer.MAX_VALUE));
    add(edges, SHOT.SUNSET, CLOCKS.toArray(LocalTime[]::new));
    add(edges, SHOT.SUNSET, LocalTime.MAX);
    for (LocalDate day : DAYS) {
      if (times.exceeded(day).isEmpty()) {
        edges.add(new Edge<>(SHOT.DAY, day));
        CLOCKS.forEach(clock -> addTimes(edges, day.atTime(clock)));
      }
    }
    add(edges, SHOT.DAY, times.firstDay(), times.lastDay());
    addTimes(edges, times.first());
    addTimes(edges, times.last());
    addTimes(edges, LocalDateTime.parse("2026-05-01T12:00:00.123456789"));
    add(edges, SHOT.SCANNED_AT, OffsetDateTime.parse("2026-05-01T00:30:00+14:00"));
    add(edges, SHOT.SCANNED_AT, OffsetDateTime.parse("2026-05-01T23:30:00-18:00"));
    return edges;
  }

  private static void addTimes(List<Edge<?>> edges, LocalDateTime time) {
    edges.add(new Edge<>(SHOT.SLATE, time));
    edges.add(new Edge<>(SHOT.SHOT_AT, time.toInstant(ZoneOffset.UTC)));
    edges.add(new Edge<>(SHOT.SCANNED_AT, time.atOffset(ZoneOffset.UTC)));
  }

  /** Returns dates and times just outside what a database stores. */
  public static List<Edge<?>> outside(TimeLimits times) {
    List<Edge<?>> edges = new ArrayList<>();
    add(edges, SHOT.SHOT_AT, Instant.MIN, Instant.MAX);
    add(edges, SHOT.SCANNED_AT, OffsetDateTime.MIN, OffsetDateTime.MAX);
    add(edges, SHOT.SHOT_AT, times.first().toInstant(ZoneOffset.UTC).minusNanos(1_000));
    add(edges, SHOT.SHOT_AT, times.last().toInstant(ZoneOffset.UTC).plusNanos(1_000));
    if (times.firstDay().isAfter(LocalDate.MIN)) {
      add(edges, SHOT.DAY, times.firstDay().minusDays(1), LocalDate.MIN);
      add(edges, SHOT.DAY, times.lastDay().plusDays(1), LocalDate.MAX);
      add(edges, SHOT.SLATE, times.first().minusNanos(1_000), LocalDateTime.MIN);
      add(edges, SHOT.SLATE, times.last().plusNanos(1_000), LocalDateTime.MAX);
    }
    return edges;
  }

  @SafeVarargs
  private static <T> void add(List<Edge<?>> edges, Field<T> column, T... values) {
    for (T value : values) {
      edges.add(new Edge<>(column, value));
    }
  }

  /** Texts that databases, drivers or formats could change. */
  public static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "trailing ",
          "trailing\t",
          "trailing\n",
          "  leading",
          "a\tb\nc\r\nd",
          "\\N",
          "\\.",
          "\\",
          "\\x41",
          "NULL",
          "null",
          "'",
          "''\"\"``",
          "%_$1?:x {0}",
          "{}",
          "[]",
          "0",
          "\u0001\u001f\u007f",
          "\u00e9",
          "e\u0301",
          "E\u0301",
          "\u00df",
          "ss",
          "I\u0131\u0130i",
          "\uD83D\uDE00",
          "\uDBFF\uDFFF",
          "\uFEFF",
          "\uFFFD",
          "\uFFFF",
          "\u200b",
          "\u2028",
          "x".repeat(200),
          "\uD83D\uDE00".repeat(100));
}
