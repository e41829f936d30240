package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.json.JsonException;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.Json;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.value.DurationConverter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a getter returns for rows that are older than its column: the text of the settings, parsed
 * by the column's type, as a database would return it.
 */
public final class OlderRowsValue {

  static final String CODE = "older-rows";

  private static final int MICROSECOND = 1_000;

  private OlderRowsValue() {}

  /** The problems of texts that are not values of their columns' types. */
  static List<Problem> check(List<FeatureDefinition> definitions) {
    List<Problem> problems = new ArrayList<>();
    for (FeatureDefinition feature : definitions) {
      for (ColumnSpec column : feature.columns()) {
        String text = feature.settings().column(column.name()).readAs();
        if (text != null) {
          try {
            of(column, text);
          } catch (IllegalArgumentException e) {
            problems.add(
                new Problem(
                    CODE,
                    feature.key().toString(),
                    "column " + column.name(),
                    String.valueOf(e.getMessage())));
          }
        }
      }
    }
    return problems;
  }

  /**
   * The value of the column's Java type; a String for an enum and for JSON, the texts of its
   * elements for a list.
   *
   * @throws IllegalArgumentException if the type does not have the value
   */
  public static Object of(ColumnSpec column, String text) {
    LogicalType type = column.type();
    return switch (type.kind()) {
      case STRING -> string(type, text);
      case BOOLEAN -> bool(text);
      case INT8 -> integer(text, Byte::valueOf, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> integer(text, Short::valueOf, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> integer(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> integer(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT32 -> floating(text, Float::valueOf);
      case FLOAT64 -> floating(text, Double::valueOf);
      case DECIMAL -> decimal(((Decimal) type).stored(), text);
      case UUID -> uuid(text);
      case BINARY ->
          throw new IllegalArgumentException(
              "Cannot read older rows as bytes, which cannot be given as text; declare stale instead");
      case INSTANT ->
          time(
              text,
              Instant::parse,
              "an instant with at most microseconds, such as 2026-01-31T12:00:00Z");
      case OFFSET_DATE_TIME ->
          time(
                  text,
                  OffsetDateTime::parse,
                  "a time with at most microseconds, such as 2026-01-31T12:00:00+01:00")
              .withOffsetSameInstant(ZoneOffset.UTC);
      case LOCAL_DATE -> time(text, LocalDate::parse, "a date such as 2026-01-31");
      case LOCAL_DATE_TIME ->
          time(
              text,
              LocalDateTime::parse,
              "a date and time with at most microseconds, such as 2026-01-31T12:00:00");
      case LOCAL_TIME ->
          time(text, LocalTime::parse, "a time of day with at most microseconds, such as 12:00:00");
      case DURATION -> duration(text);
      case ENUM -> constant((Enumeration) type, text);
      case JSON -> json((Json) type, text);
      case LIST -> list((ListOf) type, text);
    };
  }

  private static String string(LogicalType type, String text) {
    Integer length = ((Text) type).length();
    if (length != null && text.codePointCount(0, text.length()) > length) {
      throw invalid(text, length == 1 ? "1 character" : "at most " + length + " characters");
    }
    return text;
  }

  private static Boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw invalid(text, "true or false");
    }
    return text.equals("true");
  }

  private static <T> T integer(String text, Function<String, T> parse, long least, long most) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw invalid(text, "an integer from " + least + " to " + most);
    }
  }

  private static <T extends Number> T floating(String text, Function<String, T> parse) {
    try {
      T value = parse.apply(text);
      if (!Double.isInfinite(value.doubleValue()) || text.endsWith("Infinity")) {
        return value;
      }
    } catch (NumberFormatException e) {
      // As if it were too large.
    }
    throw invalid(text, "a number in the range of the type, NaN, Infinity or -Infinity");
  }

  private static BigDecimal decimal(Digits digits, String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      long before = (long) value.precision() - value.scale();
      if (before <= digits.precision() - digits.scale()
          && value.stripTrailingZeros().scale() <= digits.scale()) {
        return value.setScale(digits.scale(), RoundingMode.UNNECESSARY);
      }
    } catch (NumberFormatException e) {
      // As if it had too many digits.
    }
    throw invalid(
        text,
        "a number with at most "
            + (digits.precision() - digits.scale())
            + " digits before and "
            + digits.scale()
            + " after the decimal point");
  }

  private static UUID uuid(String text) {
    try {
      UUID value = UUID.fromString(text);
      if (value.toString().equalsIgnoreCase(text)) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // As if it were shortened.
    }
    throw invalid(text, "a UUID such as 7f1c8a52-0c35-4a5c-9b0e-8f0f6c7ad001");
  }

  private static <T extends TemporalAccessor> T time(
      String text, Function<String, T> parse, String words) {
    try {
      T value = parse.apply(text);
      if (!value.isSupported(ChronoField.NANO_OF_SECOND)
          || value.get(ChronoField.NANO_OF_SECOND) % MICROSECOND == 0) {
        return value;
      }
    } catch (DateTimeException e) {
      // As if it were too precise.
    }
    throw invalid(text, words);
  }

  private static Duration duration(String text) {
    try {
      Duration value = Duration.parse(text);
      if (value.equals(DurationConverter.of(DurationConverter.micros(value)))) {
        return value;
      }
    } catch (DateTimeException | IllegalStateException e) {
      // As if it were too precise.
    }
    throw invalid(text, "a duration whose microseconds fit in a long, such as PT1M30.5S");
  }

  private static String constant(Enumeration type, String text) {
    if (!type.constants().isEmpty() && !type.constants().contains(text)) {
      throw invalid(text, "one of " + type.constants());
    }
    return text;
  }

  private static String json(Json type, String text) {
    try {
      Object value = JsonText.parse(text);
      if (type.array() ? value instanceof List<?> : value != null) {
        return text;
      }
    } catch (JsonException e) {
      // As if it were other JSON.
    }
    throw invalid(text, type.array() ? "a JSON array" : "JSON, and not null");
  }

  private static @Nullable String[] list(ListOf type, String text) {
    List<?> list = array(type, text);
    ColumnSpec element = new ColumnSpec("element", type.element(), true, null);
    @Nullable String[] texts = new @Nullable String[list.size()];
    for (int i = 0; i < texts.length; i++) {
      Object value = list.get(i);
      if (value instanceof Collection
          || value instanceof Map
          || (value == null && !type.nullable())) {
        throw invalid(text, "a JSON array of values of the element type");
      }
      if (value != null) {
        texts[i] = value.toString();
        of(element, value.toString());
      }
    }
    return texts;
  }

  private static List<?> array(ListOf type, String text) {
    try {
      if (JsonText.parse(text) instanceof List<?> list
          && (type.length() == null || type.length() == list.size())) {
        return list;
      }
    } catch (JsonException e) {
      // As if it were no array.
    }
    throw invalid(
        text,
        type.length() == null ? "a JSON array" : "a JSON array of " + type.length() + " values");
  }

  private static IllegalArgumentException invalid(String text, String words) {
    return new IllegalArgumentException(
        "Invalid value for older rows: \"" + text + "\" (must be " + words + "); correct it");
  }
}
