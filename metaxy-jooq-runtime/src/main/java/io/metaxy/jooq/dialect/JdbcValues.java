package io.metaxy.jooq.dialect;

import io.metaxy.jooq.spec.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.impl.IdentityConverter;
import org.jspecify.annotations.Nullable;

/** Values of columns in the form that JDBC drivers accept. */
public final class JdbcValues {

  /** Classes of stored values that every driver accepts. */
  private static final Set<Class<?>> AS_THEY_ARE =
      Set.of(String.class, Long.class, Integer.class, Double.class, Boolean.class);

  /** The maximum number of digits of a decimal in any supported database. */
  private static final int MOST_DIGITS = 1_000;

  private JdbcValues() {}

  /**
   * Converts values of a user's column: what its converter stores, with JSON as text, times in
   * microseconds, an instant in UTC, or as UTC date and time if the column has no time zone, and a
   * {@code float} as the equal double if the column holds doubles.
   */
  @SuppressWarnings("unchecked") // The value is what the record holds for the field.
  public static UnaryOperator<@Nullable Object> of(Field<?> field, LiveColumn live) {
    Converter<?, Object> converter = (Converter<?, Object>) field.getConverter();
    if (AS_THEY_ARE.contains(converter.fromType())) {
      return converter instanceof IdentityConverter
          ? UnaryOperator.identity()
          : value -> value == null ? null : converter.to(value);
    }
    LiveColumn element = live.element();
    if (element != null && live.nested() == null) {
      return value -> value == null ? null : list(element, stored(converter, value));
    }
    return value -> value == null ? null : plain(live, digits(live, converter.to(value)));
  }

  /** An array of a primitive type has nothing to convert. */
  private static Object stored(Converter<?, Object> converter, Object value) {
    Class<?> element = value.getClass().getComponentType();
    return element != null && element.isPrimitive() ? value : converter.to(value);
  }

  /** A list of values of a column, or of such lists. */
  private static Object list(LiveColumn column, Object list) {
    if (!(list instanceof Object[] elements)) {
      return list instanceof float[] floats && column.kind() == ColumnType.FLOAT64
          ? doubles(floats)
          : list;
    }
    @Nullable Object[] stored = new @Nullable Object[elements.length];
    for (int i = 0; i < stored.length; i++) {
      Object element = elements[i];
      stored[i] =
          element == null || column.element() == null
              ? plain(column, digits(column, element))
              : list(column.element(), element);
    }
    return stored;
  }

  /** As text, a float has other digits than the double that is equal to it. */
  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** The digits of a point in time that the column holds; any other value unchanged. */
  private static @Nullable Object digits(LiveColumn live, @Nullable Object value) {
    return live.holdsNanoseconds() ? value : micros(value);
  }

  /**
   * A point in time truncated to microseconds, because databases round differently; any other value
   * unchanged.
   */
  public static @Nullable Object micros(@Nullable Object value) {
    if (value instanceof Instant time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    }
    if (value instanceof OffsetDateTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    }
    if (value instanceof LocalDateTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    }
    return value instanceof LocalTime time ? time.truncatedTo(ChronoUnit.MICROS) : value;
  }

  private static @Nullable Object plain(LiveColumn live, @Nullable Object value) {
    if (value instanceof JSON json) {
      return json.data();
    }
    if (value instanceof JSONB json) {
      return json.data();
    }
    if (value instanceof Instant instant) {
      return instant(live, instant);
    }
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Float number && live.kind() == ColumnType.FLOAT64) {
      return number.doubleValue();
    }
    if (value instanceof UUID id && live.kind() == ColumnType.STRING) {
      return id.toString();
    }
    return value instanceof OffsetDateTime time && live.isLocalTimestamp()
        ? instant(live, time.toInstant())
        : value;
  }

  /**
   * A decimal without a negative scale, which drivers do not accept: 1000 for 1E+3. One with more
   * digits than any column is left to the database to reject.
   */
  public static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 && number.scale() > -MOST_DIGITS ? number.setScale(0) : number;
  }

  /** An instant in the form that the column holds, in microseconds. */
  public static Object instant(LiveColumn live, Instant given) {
    Instant instant = given.truncatedTo(ChronoUnit.MICROS);
    return live.isLocalTimestamp()
        ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
        : instant.atOffset(ZoneOffset.UTC);
  }

  /** A by-field value as JSON, its keys in byte order. */
  @SuppressWarnings("unchecked") // Only by-field columns have maps.
  public static @Nullable String json(@Nullable Object byField) {
    JSON json = ByFieldConverter.INSTANCE.to((Map<String, String>) byField);
    return json == null ? null : json.data();
  }
}
