package io.metaxy.jooq.table;

import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts an array of objects to the Java type of a list.
 *
 * @param <D> the array
 * @param <T> the Java type
 */
final class ListConverter<D, T> implements Converter<D, T> {

  private static final long serialVersionUID = 1L;

  private final ListType type;

  ListConverter(ListType type) {
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of T.
  public @Nullable T from(@Nullable D array) {
    return array == null ? null : (T) type.from(array);
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of D.
  public @Nullable D to(@Nullable T value) {
    return value == null ? null : (D) type.to(value);
  }

  @Override
  @SuppressWarnings("unchecked") // The class is that of D.
  public Class<D> fromType() {
    return (Class<D>) type.array();
  }

  @Override
  @SuppressWarnings("unchecked") // The raw class lacks the type arguments.
  public Class<T> toType() {
    return (Class<T>) type.type().getRawClass();
  }
}
