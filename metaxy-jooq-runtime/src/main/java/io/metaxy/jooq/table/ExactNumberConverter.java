package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigInteger;
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
 * Converts the numbers of a column that is wider than its Java type, and throws for a number that
 * is outside the type, where some drivers return another number.
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
   * @param live the live column
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // The types are those of numbers.
  public static Field<?> exact(Field<?> column, LiveColumn live) {
    Class<?> type = column.getConverter().fromType();
    int size = INTEGERS.indexOf(type);
    boolean real = type == Float.class && live.kind() == ColumnType.FLOAT64;
    boolean huge = size >= 0 && live.exceedsLong();
    if (!real && !huge && (size < 0 || COLUMNS.indexOf(live.kind()) <= size)) {
      return column;
    }
    DataType<?> wider =
        real ? SQLDataType.DOUBLE : huge ? SQLDataType.DECIMAL_INTEGER : SQLDataType.BIGINT;
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
    if (number instanceof BigInteger integer && integer.bitLength() >= Long.SIZE) {
      return false;
    }
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
    if (type == Long.class) {
      return number.longValue();
    }
    return type == Short.class ? (Number) number.shortValue() : (Number) number.byteValue();
  }

  @Override
  public @Nullable W to(@Nullable T number) {
    if (number == null) {
      return null;
    }
    if (wider == BigInteger.class) {
      return wider.cast(BigInteger.valueOf(number.longValue()));
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
