package io.metaxy.jooq.table;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.value.DurationConverter;
import java.time.Instant;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/** The jOOQ type of a logical column, the same for every database. */
public final class ColumnTypes {

  /** The number of fractional digits of an instant's seconds. */
  public static final int MICROS = 6;

  static final DataType<Instant> INSTANT = instant(SQLDataType.INSTANT);

  private ColumnTypes() {}

  /**
   * The type of a column, with its length, precision, scale and nullability. Instants are declared
   * without precision, which DuckDB rejects; their default is microseconds.
   */
  public static DataType<?> dataType(ColumnSpec column) {
    return base(column.type()).nullable(column.nullable());
  }

  private static DataType<?> base(LogicalType type) {
    return switch (type.kind()) {
      case STRING -> text(type);
      case ENUM -> SQLDataType.VARCHAR;
      case BOOLEAN -> SQLDataType.BOOLEAN;
      case INT8 -> SQLDataType.TINYINT;
      case INT16 -> SQLDataType.SMALLINT;
      case INT32 -> SQLDataType.INTEGER;
      case INT64 -> SQLDataType.BIGINT;
      case FLOAT32 -> SQLDataType.REAL;
      case FLOAT64 -> SQLDataType.DOUBLE;
      case DECIMAL -> decimal(type);
      case UUID -> SQLDataType.UUID;
      case BINARY -> SQLDataType.VARBINARY;
      case INSTANT -> INSTANT;
      case OFFSET_DATE_TIME -> instant(SQLDataType.TIMESTAMPWITHTIMEZONE);
      case LOCAL_DATE -> local(SQLDataType.LOCALDATE);
      case LOCAL_DATE_TIME -> local(SQLDataType.LOCALDATETIME(MICROS));
      case LOCAL_TIME -> local(SQLDataType.LOCALTIME(MICROS));
      case DURATION -> SQLDataType.BIGINT.asConvertedDataType(new DurationConverter());
      case JSON -> SQLDataType.JSON;
      case LIST -> list(array((ListOf) type), values((ListOf) type), digits(type));
    };
  }

  private static <D, T> DataType<T> list(DataType<D> array, Class<T> values, Digits digits) {
    return array.asConvertedDataType(ListBinding.<D, T>of(values, digits));
  }

  /** The Java type of a list: an array, or an array of arrays. */
  public static Class<?> values(ListOf list) {
    return list.element() instanceof ListOf inner
        ? values(inner).arrayType()
        : base(list.element()).getType().arrayType();
  }

  /** The digits of decimals in a list; those of a decimal by default for any other type. */
  public static Digits digits(LogicalType type) {
    return type instanceof ListOf list
        ? digits(list.element())
        : type instanceof Decimal decimal ? decimal.stored() : Digits.DEFAULT;
  }

  /** jOOQ's own type of a list: an array, or an array of arrays. */
  public static DataType<?> array(ListOf list) {
    DataType<?> element =
        list.element() instanceof ListOf inner ? array(inner) : plain(list.element());
    return element.array();
  }

  private static DataType<?> plain(LogicalType type) {
    return switch (type.kind()) {
      case INSTANT -> SQLDataType.INSTANT;
      case OFFSET_DATE_TIME -> SQLDataType.TIMESTAMPWITHTIMEZONE;
      case LOCAL_DATE -> SQLDataType.LOCALDATE;
      case LOCAL_DATE_TIME -> SQLDataType.LOCALDATETIME;
      case LOCAL_TIME -> SQLDataType.LOCALTIME;
      case DURATION -> SQLDataType.BIGINT;
      default -> base(type);
    };
  }

  private static DataType<?> text(LogicalType type) {
    return type instanceof Text text && text.length() != null
        ? SQLDataType.VARCHAR(text.length())
        : SQLDataType.VARCHAR;
  }

  private static DataType<?> decimal(LogicalType type) {
    Digits digits = ((Decimal) type).stored();
    return SQLDataType.DECIMAL(digits.precision(), digits.scale());
  }

  private static <T> DataType<T> instant(DataType<T> type) {
    return type.asConvertedDataType(new InstantBinding<>(type.getType()));
  }

  private static <T> DataType<T> local(DataType<T> type) {
    return type.asConvertedDataType(new LocalBinding<>(type.getType()));
  }
}
