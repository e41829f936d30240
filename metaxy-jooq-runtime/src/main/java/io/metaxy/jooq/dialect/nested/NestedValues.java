package io.metaxy.jooq.dialect.nested;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values in documents as texts that a database casts to their types without changing them. */
final class NestedValues {

  private static final int NANOS = 9;

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");

  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private NestedValues() {}

  /** A value of another type. */
  static MisfitException misfit(Place place, JsonNode value, NestedType type) {
    return new MisfitException(
        place,
        "is "
            + UnreadableValueException.shortened(NestedText.json(value))
            + ", but the live column holds "
            + type.typeName());
  }

  /** The text of a key of a map. */
  static String key(String key, NestedType type, Place place, NestedText texts) {
    JsonNode text = TextNode.valueOf(key);
    if (type instanceof NestedType.Whole whole) {
      if (!WHOLE.matcher(key).matches() || !holds(whole, new BigInteger(key))) {
        throw misfit(place, text, type);
      }
      return key;
    }
    if (type instanceof NestedType.Constants constants) {
      return constant(text, constants, place);
    }
    return value(text, (NestedType.Value) type, place, texts);
  }

  static String whole(JsonNode node, NestedType.Whole type, Place place) {
    BigDecimal number = number(node, type, place).stripTrailingZeros();
    // The number of digits is compared first, because 1e999999999 has too many to write.
    if (number.scale() > 0
        || digitsBefore(number) > type.most().toString().length()
        || !holds(type, number.toBigInteger())) {
      throw misfit(place, node, type);
    }
    return number.toPlainString();
  }

  private static boolean holds(NestedType.Whole type, BigInteger number) {
    return number.compareTo(type.least()) >= 0 && number.compareTo(type.most()) <= 0;
  }

  static String decimal(JsonNode node, NestedType.Decimal type, Place place) {
    BigDecimal number = number(node, type, place).stripTrailingZeros();
    Digits digits = type.digits();
    if (number.scale() > digits.scale()
        || digitsBefore(number) > digits.precision() - digits.scale()) {
      throw misfit(place, node, type);
    }
    return number.toPlainString();
  }

  /** The number of digits before the decimal point. */
  private static long digitsBefore(BigDecimal number) {
    return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
  }

  /** A number; the sign of a zero is kept by floating-point numbers only. */
  private static BigDecimal number(JsonNode node, NestedType type, Place place) {
    if (!node.isNumber() || isNegativeZero(node)) {
      throw misfit(place, node, type);
    }
    return node.decimalValue();
  }

  private static boolean isNegativeZero(JsonNode node) {
    return node.isDouble() && node.doubleValue() == 0 && 1 / node.doubleValue() < 0;
  }

  static String constant(JsonNode node, NestedType.Constants type, Place place) {
    if (!node.isTextual() || !type.constants().contains(node.textValue())) {
      throw misfit(place, node, type);
    }
    return node.textValue();
  }

  static String value(JsonNode node, NestedType.Value type, Place place, NestedText texts) {
    if (type.kind() == ColumnType.JSON) {
      return NestedText.json(node);
    }
    Optional<String> text =
        switch (type.kind()) {
          case BOOLEAN -> node.isBoolean() ? Optional.of(node.asText()) : Optional.empty();
          case FLOAT32, FLOAT64 -> floating(node, type.kind() == ColumnType.FLOAT32);
          default -> node.isTextual() ? ofText(node.textValue(), type, place, texts) : none();
        };
    return text.orElseThrow(() -> misfit(place, node, type));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<String> ofText(
      String text, NestedType.Value type, Place place, NestedText texts) {
    try {
      return switch (type.kind()) {
        case STRING -> Optional.of(ofLength(text, type, place));
        case UUID -> Optional.of(text).filter(NestedValues::isUuid);
        case BINARY ->
            Optional.of(
                HexFormat.of().withPrefix("\\x").formatHex(Base64.getDecoder().decode(text)));
        case LOCAL_DATE -> time(LocalDate.parse(text), type, place, texts);
        case LOCAL_TIME -> time(LocalTime.parse(text), type, place, texts);
        case LOCAL_DATE_TIME -> time(LocalDateTime.parse(text), type, place, texts);
        case INSTANT -> time(OffsetDateTime.parse(text), type, place, texts);
        default -> throw new IllegalArgumentException("Cannot write a value of " + type);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String ofLength(String text, NestedType.Value type, Place place) {
    Optional<String> exceeded =
        type.limit() == null ? Optional.empty() : type.limit().exceeded(text);
    if (exceeded.isPresent()) {
      throw new MisfitException(place, exceeded.get());
    }
    return text;
  }

  private static boolean isUuid(String text) {
    return UUID.fromString(text).toString().equalsIgnoreCase(text);
  }

  /** A time in microseconds or finer; a coarser type holds it only without a change. */
  private static Optional<String> time(
      Temporal time, NestedType.Value type, Place place, NestedText texts) {
    Optional<String> range = texts.exceeded(time);
    if (range.isPresent()) {
      throw new MisfitException(
          place, "is " + time + ", but this database stores only " + range.get());
    }
    if (type.fraction() == NANOS || !time.isSupported(ChronoField.NANO_OF_SECOND)) {
      return Optional.of(texts.text(time));
    }
    int micros = time.get(ChronoField.NANO_OF_SECOND) / 1_000;
    Temporal truncated = time.with(ChronoField.NANO_OF_SECOND, micros * 1_000L);
    boolean kept =
        switch (type.fraction()) {
          case 0 -> micros == 0;
          case 3 -> micros % 1_000 == 0;
          default -> true;
        };
    return kept ? Optional.of(texts.text(truncated)) : Optional.empty();
  }

  /**
   * A floating-point number, as a text or a number of which no digit is lost: the nearest value
   * differs by at most half a unit of the last digit, or is written so by Java, which before JDK 19
   * did not always choose the nearest of the shortest decimals.
   */
  private static Optional<String> floating(JsonNode node, boolean single) {
    if (node.isTextual()) {
      return Optional.of(node.textValue()).filter(NOT_FINITE::contains);
    }
    if (!node.isNumber()) {
      return Optional.empty();
    }
    if (isNegativeZero(node)) {
      return Optional.of("-0.0");
    }
    BigDecimal number = node.decimalValue();
    double value = single ? number.floatValue() : number.doubleValue();
    if (!Double.isFinite(value)) {
      return Optional.empty();
    }
    String text = single ? Float.toString((float) value) : Double.toString(value);
    return keepsDigits(number, value) || number.compareTo(new BigDecimal(text)) == 0
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean keepsDigits(BigDecimal number, double nearest) {
    if (nearest == 0) {
      return number.signum() == 0;
    }
    BigDecimal digits = number.stripTrailingZeros();
    BigDecimal difference = new BigDecimal(nearest).subtract(digits).abs();
    return difference.add(difference).compareTo(digits.ulp()) <= 0;
  }
}
