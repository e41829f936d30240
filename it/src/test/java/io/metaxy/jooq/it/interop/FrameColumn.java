package io.metaxy.jooq.it.interop;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a frame, with the values that rows have in turn.
 *
 * @param name its name
 * @param type its type, as Polars names it
 * @param values the values in Java
 */
record FrameColumn(String name, String type, List<@Nullable Object> values) {

  private static final int SCALE = 4;

  static FrameColumn of(String name, String type, @Nullable Object... values) {
    return new FrameColumn(name, type, Arrays.asList(values));
  }

  FrameColumn named(String other) {
    return new FrameColumn(other, type, values);
  }

  /** Returns the same column; if it has lists of lists, they have any length. */
  FrameColumn withoutLengths() {
    return new FrameColumn(
        name,
        type.replace("Array(Float64, (2, 2))", "List(List(Float64))")
            .replace("List(Array(Float32, 2))", "List(List(Float32))"),
        values);
  }

  /** Returns the value in a row. */
  @Nullable Object in(int row) {
    return values.get(row % values.size());
  }

  /** Returns a value in the form in which the peer sends and receives it; see {@code peer.py}. */
  static @Nullable Object encoded(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, each) -> entries.put(key, encoded(each)));
      return entries;
    }
    if (value instanceof Record struct) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      for (RecordComponent component : struct.getClass().getRecordComponents()) {
        members.put(component.getName(), encoded(member(struct, component)));
      }
      return members;
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(encoded(each)));
      return elements;
    }
    return value.getClass().isArray() ? encoded(elements(value)) : text(value);
  }

  private static @Nullable Object member(Record struct, RecordComponent component) {
    try {
      return component.getAccessor().invoke(struct);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  private static String text(Object value) {
    if (value instanceof Float number) {
      return number.isNaN() ? "NaN" : HexFormat.of().toHexDigits(Float.floatToIntBits(number));
    }
    if (value instanceof Double number) {
      return number.isNaN() ? "NaN" : HexFormat.of().toHexDigits(Double.doubleToLongBits(number));
    }
    if (value instanceof BigDecimal number) {
      boolean isWhole = number.stripTrailingZeros().scale() <= 0;
      return number.setScale(isWhole ? 0 : SCALE, RoundingMode.UNNECESSARY).toPlainString();
    }
    if (value instanceof LocalTime time) {
      return String.valueOf(Duration.between(LocalTime.MIN, time).toNanos() / 1_000);
    }
    if (value instanceof LocalDateTime time) {
      return text(time.toInstant(ZoneOffset.UTC));
    }
    if (value instanceof Instant instant) {
      return BigInteger.valueOf(instant.getEpochSecond())
          .multiply(BigInteger.valueOf(1_000_000_000))
          .add(BigInteger.valueOf(instant.getNano()))
          .toString();
    }
    return value.toString();
  }
}
