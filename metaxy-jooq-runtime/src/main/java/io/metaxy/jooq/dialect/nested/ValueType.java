package io.metaxy.jooq.dialect.nested;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.value.ColumnLimit;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The types of values in a list of the database. */
public final class ValueType {

  /** The digits of a decimal without a limit of its own. */
  private static final Digits UNLIMITED = new Digits(200_000, 16_383);

  private ValueType() {}

  /**
   * The type of a value.
   *
   * @param typeName the name of the type in the database
   * @param kind its kind, which is not a list
   * @param limit what it can hold; null for all values of its kind
   */
  public static NestedType of(String typeName, ColumnType kind, @Nullable ColumnLimit limit) {
    return switch (kind) {
      case INT8 -> whole(typeName, Byte.SIZE, limit);
      case INT16 -> whole(typeName, Short.SIZE, limit);
      case INT32 -> whole(typeName, Integer.SIZE, limit);
      case INT64 -> whole(typeName, Long.SIZE, limit);
      case DECIMAL ->
          new NestedType.Decimal(
              typeName,
              limit instanceof ColumnLimit.Digits digits
                  ? new Digits(digits.precision(), digits.scale())
                  : UNLIMITED);
      default ->
          new NestedType.Value(
              typeName,
              kind,
              NestedType.Value.MICROS,
              limit instanceof ColumnLimit.Length length ? length : null);
    };
  }

  private static NestedType whole(String typeName, int bits, @Nullable ColumnLimit limit) {
    return limit instanceof ColumnLimit.Range range
        ? new NestedType.Whole(
            typeName, BigInteger.valueOf(range.least()), BigInteger.valueOf(range.most()))
        : signed(typeName, bits);
  }

  /** A signed integer with this many bits. */
  public static NestedType signed(String typeName, int bits) {
    BigInteger most = BigInteger.ONE.shiftLeft(bits - 1);
    return new NestedType.Whole(typeName, most.negate(), most.subtract(BigInteger.ONE));
  }
}
