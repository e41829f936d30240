package io.metaxy.jooq.table;

import org.jooq.Converter;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/**
 * Converts a JSON column to the Java type of a list.
 *
 * @param <T> the Java type
 */
final class ListJsonConverter<T> implements Converter<JSON, T> {

  private static final long serialVersionUID = 1L;

  private final ListType type;

  ListJsonConverter(ListType type) {
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of T.
  public @Nullable T from(@Nullable JSON json) {
    return json == null ? null : (T) ListJson.read(json.data(), type);
  }

  @Override
  public @Nullable JSON to(@Nullable T value) {
    return value == null ? null : JSON.valueOf(ListJson.write(value, type));
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
