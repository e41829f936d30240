package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Structs, maps and lists of a result, as DuckDB's driver returns them, in the JSON that {@link
 * NestedSql} composes in the database.
 */
final class DuckDbDocuments {

  private static final String INFINITY = "infinity";

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  /** {@link Timestamp} has another calendar before, and other time zones. */
  private static final Instant FIRST_TIMESTAMP = Instant.parse("1900-01-02T00:00:00Z");

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final DateTimeFormatter OFFSET_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffset("+HH:mm", "+00")
          .toFormatter(Locale.ROOT);

  private DuckDbDocuments() {}

  /**
   * The JSON of a value; {@code null} for null.
   *
   * @throws UnreadableValueException if the driver may have changed a timestamp in it
   */
  static String json(@Nullable Object value) throws SQLException {
    if (value == null || value instanceof Boolean || value instanceof JsonNode) {
      return String.valueOf(value);
    }
    if (value instanceof DuckDBStruct struct) {
      return object(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Array list) {
      return list(list);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Blob blob) {
      byte[] bytes = blob.getBytes(1, (int) blob.length());
      return JsonText.compact(Base64.getEncoder().encodeToString(bytes));
    }
    return JsonText.compact(text(value));
  }

  private static String object(Map<?, ?> entries) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String name = json(entry.getKey());
      parts.add(
          (name.startsWith("\"") ? name : JsonText.compact(name)) + ":" + json(entry.getValue()));
    }
    return "{" + String.join(",", parts) + "}";
  }

  private static String list(Array list) throws SQLException {
    @Nullable Object[] elements = (Object[]) list.getArray();
    String type = list.getBaseTypeName();
    boolean instants = type.equals("TIMESTAMP_WITH_TIME_ZONE");
    List<String> parts = new ArrayList<>(elements.length);
    if (instants || type.equals("TIMESTAMP")) {
      // As numbers, which the driver does not convert.
      try (ResultSet rows = list.getResultSet()) {
        for (Object element : elements) {
          rows.next();
          LocalDateTime time = EPOCH.plus(element == null ? 0 : rows.getLong(2), ChronoUnit.MICROS);
          String text = instants ? utc(time) : text(time);
          parts.add(element == null ? json(null) : JsonText.compact(text));
        }
      }
    } else {
      for (Object element : elements) {
        parts.add(json(element));
      }
    }
    return "[" + String.join(",", parts) + "]";
  }

  private static String number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      String text = Double.toString(number.doubleValue());
      return Double.isFinite(number.doubleValue()) ? text : JsonText.compact(text);
    }
    return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
  }

  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      return text(local(time));
    }
    if (value instanceof OffsetDateTime instant) {
      return utc(local(instant));
    }
    if (value instanceof LocalDateTime time) {
      return DuckDbDialect.TIMES.exceeded(time).isEmpty()
          ? time.toLocalDate() + "T" + clock(time.toLocalTime())
          : infinity(time.getYear());
    }
    if (value instanceof LocalDate day) {
      return DuckDbDialect.TIMES.exceeded(day).isEmpty() ? day.toString() : infinity(day.getYear());
    }
    if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    return value instanceof OffsetTime time ? OFFSET_TIME.format(time) : value.toString();
  }

  /** Microseconds have six digits, or none if they are zero. */
  private static String clock(LocalTime time) {
    boolean isPadded =
        time.truncatedTo(ChronoUnit.MICROS).equals(time)
            && !time.truncatedTo(ChronoUnit.SECONDS).equals(time);
    return (isPadded ? MICROS : DateTimeFormatter.ISO_LOCAL_TIME).format(time);
  }

  private static String infinity(int year) {
    return year < 0 ? "-" + INFINITY : INFINITY;
  }

  private static String utc(LocalDateTime time) {
    String text = text(time);
    return text.endsWith(INFINITY) ? text : text + "Z";
  }

  /** The time is that of the JVM's zone, but the offset may be that of another time. */
  private static LocalDateTime local(OffsetDateTime instant) {
    LocalDateTime local = instant.toLocalDateTime();
    List<ZoneOffset> offsets = ZoneId.systemDefault().getRules().getValidOffsets(local);
    if (offsets.size() != 1) {
      throw unreadable(local);
    }
    return local.minusSeconds(offsets.get(0).getTotalSeconds());
  }

  /** A time that the clock of the JVM's zone skips would be a later one. */
  private static LocalDateTime local(Timestamp time) {
    LocalDateTime local = time.toLocalDateTime();
    ZoneId zone = ZoneId.systemDefault();
    ZoneOffsetTransition last =
        zone.getRules().previousTransition(local.atZone(zone).toInstant().plusNanos(1));
    boolean mayBeSkipped =
        last != null
            && last.isGap()
            && local.isBefore(last.getDateTimeAfter().plus(last.getDuration()));
    if (mayBeSkipped
        || time.toInstant().isBefore(FIRST_TIMESTAMP)
        || !DuckDbReading.finite(local).equals(local)
        || DuckDbDialect.TIMES.exceeded(local).isPresent()) {
      throw unreadable(local);
    }
    return local;
  }

  private static UnreadableValueException unreadable(LocalDateTime local) {
    return new UnreadableValueException(
        local.toString(),
        "a timestamp in a document",
        "must be read with a store, as in store.current(table), because the driver converts it"
            + " through the JVM's time zone");
  }
}
