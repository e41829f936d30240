package io.metaxy.jooq.table;

import io.metaxy.jooq.value.UnreadableValueException;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Converts the integers of a column that is wider than its Java type, and throws for one that is
 * outside the type; some drivers return another number.
 *
 * @param <T> the Java type
 */
public final class ExactNumberConverter<T extends Number> implements Converter<Long, T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final String column;

  private ExactNumberConverter(Class<T> type, String column) {
    this.type = type;
    this.column = column;
  }

  /** Whether a column holds integers of fewer than 64 bits. */
  public static boolean isFor(Field<?> column) {
    Class<?> type = column.getConverter().fromType();
    return type == column.getType()
        && (type == Integer.class || type == Short.class || type == Byte.class);
  }

  /** The same column, with this converter. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // The type is that of an integer.
  public static Field<?> of(Field<?> column) {
    return DSL.field(
        column.getQualifiedName(),
        SQLDataType.BIGINT
            .asConvertedDataType(new ExactNumberConverter(column.getType(), column.getName()))
            .nullable(column.getDataType().nullable()));
  }

  /** Whether a number is in the range of a type. */
  public static boolean isExact(Class<?> type, long number) {
    if (type == Integer.class) {
      return number == (int) number;
    }
    return type == Short.class
        ? number == (short) number
        : type != Byte.class || number == (byte) number;
  }

  @Override
  public @Nullable T from(@Nullable Long number) {
    if (number == null) {
      return null;
    }
    if (!isExact(type, number)) {
      throw new UnreadableValueException(
          number + " of column " + column, type.getSimpleName(), "must be in its range");
    }
    Number exact =
        type == Integer.class
            ? (Number) number.intValue()
            : type == Short.class ? (Number) number.shortValue() : (Number) number.byteValue();
    return type.cast(exact);
  }

  @Override
  public @Nullable Long to(@Nullable T number) {
    return number == null ? null : number.longValue();
  }

  @Override
  public Class<Long> fromType() {
    return Long.class;
  }

  @Override
  public Class<T> toType() {
    return type;
  }
}
