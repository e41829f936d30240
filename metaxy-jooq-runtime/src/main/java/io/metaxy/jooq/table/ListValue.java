package io.metaxy.jooq.table;

import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** A value in a list, from any class in which a driver returns it. */
final class ListValue {

  private ListValue() {}

  /**
   * The value in a class.
   *
   * @throws UnreadableValueException if the class does not have it
   */
  static Object of(Object value, Class<?> type) {
    if (type.isInstance(value)) {
      return value;
    }
    if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
      return number(number, type);
    }
    return other(value, type);
  }

  private static Object other(Object value, Class<?> type) {
    if (value instanceof LocalDateTime utc && type == Instant.class) {
      return utc.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof LocalDateTime utc && type == OffsetDateTime.class) {
      return utc.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime time && type == Instant.class) {
      return time.toInstant();
    }
    if (type == String.class) {
      return value.toString();
    }
    if (type == UUID.class && value instanceof String text) {
      return uuid(text);
    }
    throw unreadable(value, type, "must be one");
  }

  private static UUID uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // It is not a UUID, as if it has too few digits.
    }
    throw unreadable(text, UUID.class, "must be one");
  }

  private static Object number(Number value, Class<?> type) {
    if (type == Double.class) {
      return value.doubleValue();
    }
    if (type == Float.class) {
      if (!ExactNumberConverter.isExact(Float.class, value)) {
        throw unreadable(value, type, "must be in its range");
      }
      return value.floatValue();
    }
    BigDecimal exact;
    try {
      exact =
          value instanceof BigDecimal decimal
              ? decimal
              : value instanceof BigInteger integer
                  ? new BigDecimal(integer)
                  : new BigDecimal(value.toString());
      return type == BigDecimal.class ? exact : whole(exact, type);
    } catch (ArithmeticException | NumberFormatException e) {
      throw unreadable(value, type, "must be in its range");
    }
  }

  private static Object whole(BigDecimal number, Class<?> type) {
    if (type == Long.class) {
      return number.longValueExact();
    }
    if (type == Integer.class) {
      return number.intValueExact();
    }
    return type == Short.class
        ? (Object) number.shortValueExact()
        : (Object) number.byteValueExact();
  }

  private static UnreadableValueException unreadable(Object value, Class<?> type, String expected) {
    return new UnreadableValueException(value + " in a list", type.getSimpleName(), expected);
  }
}
