package io.metaxy.jooq.migration;

import io.metaxy.jooq.spec.ColumnSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.JSON;

/** Values of columns, a few for each type, that fit into every one of them. */
final class RandomRows {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private RandomRows() {}

  /** The value of a column in a row. */
  static Object value(ColumnSpec column, int row) {
    return switch (column.type()) {
      case STRING -> column.length() == null ? "o'\\\u00FC" + row : "" + row;
      case ENUM -> row % 2 == 0 ? "A" : "B";
      case BOOLEAN -> row % 2 == 0;
      case INT8 -> (byte) row;
      case INT16 -> (short) row;
      case INT32 -> row;
      case INT64 -> (long) row;
      case FLOAT32 -> (float) row;
      case FLOAT64 -> (double) row;
      case DECIMAL -> BigDecimal.valueOf(row);
      case UUID -> new UUID(row, row);
      case BINARY -> new byte[] {(byte) row, 0, 1};
      case INSTANT -> instant(row);
      case OFFSET_DATE_TIME -> instant(row).atOffset(ZoneOffset.UTC);
      case LOCAL_DATE -> LocalDate.of(2026, 5, 1 + row);
      case LOCAL_DATE_TIME -> LocalDateTime.of(2026, 5, 1, 12, row, 0, 123_456_000);
      case LOCAL_TIME -> LocalTime.of(12, row, 0, 123_456_000);
      case JSON -> JSON.valueOf("{\"a\":" + row + "}");
    };
  }

  /** A moment of a row, each another one. */
  static Instant instant(int row) {
    return NOON.plusSeconds(row);
  }

  /**
   * A value in a form that equals that of the same value in a wider type, or with a field more
   * whose hash is null.
   */
  static String comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    } else if (value instanceof JSON json) {
      return json.data().replaceAll("\\s", "");
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> hashes = new TreeMap<>(map);
      hashes.values().removeIf(Objects::isNull);
      return hashes.toString();
    }
    String text =
        value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    return text.matches("-?[0-9]+\\.[0-9]+") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** A value as MariaDB writes it. */
  static String literal(Object value) {
    if (value instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    } else if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    } else if (value instanceof Instant instant) {
      return quoted(LOCAL.format(instant.atOffset(ZoneOffset.UTC)));
    } else if (value instanceof OffsetDateTime time) {
      return quoted(LOCAL.format(time.withOffsetSameInstant(ZoneOffset.UTC)));
    } else if (value instanceof LocalDateTime time) {
      return quoted(LOCAL.format(time));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
          .collect(Collectors.joining(", ", "'{", "}'"));
    }
    return value instanceof JSON json ? quoted(json.data()) : quoted(value.toString());
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
