package io.metaxy.jooq.value;

import io.metaxy.jooq.spec.ColumnType;
import java.time.DateTimeException;
import java.time.Duration;
import org.jooq.DataType;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Literals of filters as values of columns: numbers, booleans, and texts such as {@code
 * '2024-02-01'} for a date.
 */
public final class ColumnText {

  private static final DataType<Duration> DURATION =
      SQLDataType.BIGINT.asConvertedDataType(new DurationConverter());

  private ColumnText() {}

  /**
   * Whether a column can be compared with a literal of a filter, which is a Number, a Boolean or a
   * text.
   *
   * @param numbers whether the values of the column are numbers
   * @param booleans whether they are booleans; all others are compared with texts
   */
  public static boolean isComparable(Object literal, boolean numbers, boolean booleans) {
    return literal instanceof Number
        ? numbers
        : literal instanceof Boolean ? booleans : !numbers && !booleans;
  }

  /** Whether a literal of a filter is a number that no column holds. */
  public static boolean isTooLarge(Object literal) {
    return literal instanceof Number number && Double.isInfinite(number.doubleValue());
  }

  /**
   * A text as a value of a column, such as {@code PT1M30.5S} for a duration; null if it is not one.
   */
  public static <T> @Nullable T read(DataType<T> type, String text) {
    try {
      return type.getType() == Duration.class
          ? type.convert(Duration.parse(text))
          : type.convert(text);
    } catch (DataTypeException | DateTimeException e) {
      return null;
    }
  }

  /** Whether a text is a value of a column whose values are texts, times or UUIDs. */
  public static boolean isValue(ColumnType kind, String text) {
    return switch (kind) {
      case UUID -> read(SQLDataType.UUID, text) != null;
      case INSTANT -> read(SQLDataType.INSTANT, text) != null;
      case OFFSET_DATE_TIME -> read(SQLDataType.TIMESTAMPWITHTIMEZONE, text) != null;
      case LOCAL_DATE -> read(SQLDataType.LOCALDATE, text) != null;
      case LOCAL_DATE_TIME -> read(SQLDataType.LOCALDATETIME, text) != null;
      case LOCAL_TIME -> read(SQLDataType.LOCALTIME, text) != null;
      case DURATION -> read(DURATION, text) != null;
      case STRING, ENUM -> true;
      default -> false;
    };
  }
}
