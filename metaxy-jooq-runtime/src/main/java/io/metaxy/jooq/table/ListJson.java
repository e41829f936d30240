package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.DurationConverter;
import java.io.IOException;
import java.util.Objects;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/** Lists in JSON columns, as {@link JsonConverter} writes them. */
final class ListJson {

  private ListJson() {}

  /**
   * The JSON of a list.
   *
   * @throws IllegalStateException if JSON has no form for it; the message names the place
   */
  static String write(Object value, ListType type) {
    try {
      return JsonMapping.write(micros(value, type), type.written());
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write a JSON column from " + type.name() + ": " + JsonFailure.ofWriting(e), e);
    }
  }

  /** Times are truncated to microseconds, as in lists that are not JSON. */
  private static Object micros(Object value, ListType type) {
    return type.isInMicroseconds() ? ListElements.map(type.to(value), ListJson::micros) : value;
  }

  private static Object micros(Object stored) {
    return stored instanceof Long micros
        ? DurationConverter.of(micros)
        : Objects.requireNonNull(JdbcValues.micros(stored));
  }

  /**
   * The list of a text of JSON; null for {@code null}.
   *
   * @throws IllegalStateException if it does not fit the type; the message names the place
   */
  static @Nullable Object read(String json, ListType type) {
    try {
      return JsonMapping.read(json, type.type());
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read a JSON column as " + type.name() + ": " + JsonFailure.ofReading(e), e);
    }
  }

  /**
   * Converts a JSON column to the Java type of a list.
   *
   * @param <T> the Java type
   */
  static final class Conversion<T> implements Converter<JSON, T> {

    private static final long serialVersionUID = 1L;

    private final ListType type;

    Conversion(ListType type) {
      this.type = type;
    }

    @Override
    @SuppressWarnings("unchecked") // The type is that of T.
    public @Nullable T from(@Nullable JSON json) {
      return json == null ? null : (T) read(json.data(), type);
    }

    @Override
    public @Nullable JSON to(@Nullable T value) {
      return value == null ? null : JSON.valueOf(write(value, type));
    }

    @Override
    public Class<JSON> fromType() {
      return JSON.class;
    }

    @Override
    @SuppressWarnings("unchecked") // The raw class lacks the type arguments.
    public Class<T> toType() {
      return (Class<T>) type.type().getRawClass();
    }
  }
}
