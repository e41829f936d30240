package io.metaxy.jooq.table;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.UnreadableValueException;
import java.util.List;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.IdentityConverter;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Converts the numbers of a column that is wider than its Java type, and throws for one that is
 * outside the type; some drivers return another number.
 *
 * @param <W> the wider Java type
 * @param <T> the Java type
 */
public final class ExactNumberConverter<W extends Number, T extends Number>
    implements Converter<W, T> {

  private static final long serialVersionUID = 1L;

  private static final List<Class<?>> INTEGERS =
      List.of(Byte.class, Short.class, Integer.class, Long.class);

  private static final List<ColumnType> COLUMNS =
      List.of(ColumnType.INT8, ColumnType.INT16, ColumnType.INT32, ColumnType.INT64);

  private final Class<W> wider;
  private final Class<T> type;
  private final String column;

  private ExactNumberConverter(Class<W> wider, Class<T> type, String column) {
    this.wider = wider;
    this.type = type;
    this.column = column;
  }

  /**
   * The same column, with this converter before its own if the live column has a wider type.
   *
   * @param live the kind of the live column; null if unknown
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // The types are those of numbers.
  public static Field<?> exact(Field<?> column, @Nullable ColumnType live) {
    Class<?> type = column.getConverter().fromType();
    int size = INTEGERS.indexOf(type);
    boolean real = type == Float.class && live == ColumnType.FLOAT64;
    if (!real && (size < 0 || COLUMNS.indexOf(live) <= size)) {
      return column;
    }
    DataType<?> wider = real ? SQLDataType.DOUBLE : SQLDataType.BIGINT;
    Converter exact = new ExactNumberConverter(wider.getType(), type, column.getName());
    Converter own = column.getConverter();
    return DSL.field(
        column.getQualifiedName(),
        wider
            .asConvertedDataType(
                own instanceof IdentityConverter ? exact : Converters.of(exact, own))
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

  static boolean isExact(Class<?> type, Number number) {
    if (type != Float.class) {
      return isExact(type, number.longValue());
    }
    double value = number.doubleValue();
    boolean infinite = Float.isInfinite((float) value) && !Double.isInfinite(value);
    return !infinite && ((float) value != 0 || value == 0);
  }

  @Override
  public @Nullable T from(@Nullable W number) {
    if (number == null) {
      return null;
    }
    if (!isExact(type, number)) {
      throw new UnreadableValueException(
          number + " of column " + column, type.getSimpleName(), "must be in its range");
    }
    return type.cast(narrowed(number));
  }

  private Number narrowed(Number number) {
    if (type == Float.class) {
      return number.floatValue();
    }
    if (type == Integer.class) {
      return number.intValue();
    }
    return type == Short.class ? (Number) number.shortValue() : (Number) number.byteValue();
  }

  @Override
  public @Nullable W to(@Nullable T number) {
    if (number == null) {
      return null;
    }
    return wider.cast(
        wider == Double.class ? (Number) number.doubleValue() : (Number) number.longValue());
  }

  @Override
  public Class<W> fromType() {
    return wider;
  }

  @Override
  public Class<T> toType() {
    return type;
  }
}
