package io.metaxy.jooq.it.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Equality and order of column values ({@code docs/semantics.md} 6, 8). */
public final class Values {

  private Values() {}

  /** Returns values as a list that equals another if all elements do; nulls are equal. */
  public static List<Object> key(List<?> values) {
    List<Object> key = new ArrayList<>();
    values.forEach(value -> key.add(comparable(value)));
    return key;
  }

  /** Compares text by bytes and maps by their values in key order, nulls first. */
  public static int compare(Object left, Object right) {
    if (left == null || right == null) {
      return left == right ? 0 : left == null ? -1 : 1;
    }
    return compareComparable(comparable(left), comparable(right));
  }

  @SuppressWarnings("unchecked") // Values of one column have the same class.
  private static <T> int compareComparable(Object left, Object right) {
    return left instanceof String text
        ? Arrays.compareUnsigned(bytes(text), bytes((String) right))
        : ((Comparable<T>) left).compareTo((T) right);
  }

  private static Object comparable(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new TreeMap<>(map).values().toString();
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof UUID ? value.toString() : value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Converts a number so that it is comparable with any other. */
  public static BigDecimal number(Object value) {
    return value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
  }

  /** Converts a literal of a filter to the class of the value that it is compared with. */
  public static Object like(Object sample, String text) {
    if (sample instanceof UUID) {
      return UUID.fromString(text);
    }
    return sample instanceof LocalDate ? LocalDate.parse(text) : text;
  }
}
