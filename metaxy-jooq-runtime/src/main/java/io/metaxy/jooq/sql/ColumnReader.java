package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.table.ExactNumberConverter;
import io.metaxy.jooq.table.LocalBinding;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads an id from a result, as a value that equals that of another row if the database considers
 * them equal.
 */
@FunctionalInterface
public interface ColumnReader {

  @Nullable Object read(ResultSet row, int column) throws SQLException;

  /** The reader for a column's type. */
  static ColumnReader of(Field<?> field, FeatureDialect dialect) {
    Class<?> type = field.getConverter().fromType();
    if (type == String.class) {
      return ResultSet::getString;
    }
    if (type == Long.class || type == Integer.class || type == Short.class || type == Byte.class) {
      return (row, column) -> {
        long value = row.getLong(column);
        return value == 0 && row.wasNull() ? null : value;
      };
    }
    if (type == Double.class || type == Float.class) {
      return (row, column) -> {
        double value = row.getDouble(column);
        if (row.wasNull()) {
          return null;
        }
        return value == 0 ? (Double) 0.0 : (Double) value;
      };
    }
    if (type == BigDecimal.class) {
      return (row, column) -> {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : canonical(value);
      };
    }
    if (type == BigInteger.class) {
      return (row, column) -> {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : whole(value);
      };
    }
    if (isInstant(field)) {
      return dialect.reading()::instant;
    }
    if (type == LocalDate.class || type == LocalDateTime.class || type == LocalTime.class) {
      return (row, column) -> dialect.reading().local(row, column, type);
    }
    return ResultSet::getObject;
  }

  /** As a column of another side, in which the number is a long. */
  private static long whole(BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw new UnreadableValueException(
          value.toString(), Long.class.getSimpleName(), "must be in its range");
    }
  }

  /** Strips trailing zeros of the fraction only, because drivers do not accept a negative scale. */
  private static BigDecimal canonical(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Whether a column holds instants. */
  static boolean isInstant(Field<?> field) {
    Class<?> type = field.getConverter().fromType();
    return type == Instant.class || type == OffsetDateTime.class;
  }

  /**
   * A value that was read, in the type that records have.
   *
   * @throws UnreadableValueException if the type does not have it
   */
  static @Nullable Object value(Field<?> field, @Nullable Object read, FeatureDialect dialect) {
    if (read instanceof Temporal) {
      LocalBinding.stored(dialect, read, field.getConverter().fromType());
    }
    if (read == null || field.getType() == read.getClass()) {
      return read;
    }
    if (read instanceof Long number && !ExactNumberConverter.isExact(field.getType(), number)) {
      throw new UnreadableValueException(
          String.valueOf(number), field.getType().getSimpleName(), "must be in its range");
    }
    Object plain =
        read instanceof Instant instant && field.getConverter().fromType() == OffsetDateTime.class
            ? instant.atOffset(ZoneOffset.UTC)
            : read;
    return field.getDataType().convert(plain);
  }
}
