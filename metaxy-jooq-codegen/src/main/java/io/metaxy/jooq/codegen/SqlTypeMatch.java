package io.metaxy.jooq.codegen;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.exception.SQLDialectNotSupportedException;
import org.jooq.impl.DefaultDataType;
import org.jooq.meta.DataTypeDefinition;

/** Checks whether the type of a database column fits a feature's column. */
final class SqlTypeMatch {

  private static final int MICROSECONDS = 6;

  /** Greater lengths mean unlimited: databases report a huge length if there is no limit. */
  private static final int NO_LENGTH = 1_000_000;

  private static final int NO_PRECISION = 100_000;

  /** The types that count as equal, by jOOQ's name. */
  private static final Map<String, Set<String>> SAME =
      Map.of(
          "varchar", Set.of("longvarchar", "clob", "char", "nvarchar"),
          "varbinary", Set.of("longvarbinary", "blob", "binary"),
          "decimal", Set.of("numeric"),
          "double", Set.of("float"),
          "tinyint", Set.of("smallint"),
          "json", Set.of("jsonb"));

  private SqlTypeMatch() {}

  /** Returns whether a database column can hold the values; ignores nullability. */
  static boolean matches(DataType<?> asked, DataTypeDefinition found) {
    String name = name(found);
    if (!isSame(asked.getTypeName(), name)) {
      return false;
    }
    if (asked.getType() == String.class) {
      return asked.length() > 0
          ? asked.length() == found.getLength()
          : length(found) == 0 && !name.equals("char");
    }
    if (asked.isDecimal()) {
      return asked.precision() == 0
          || (asked.precision() == found.getPrecision() && asked.scale() == found.getScale());
    }
    return !hasTooFewDigits(found);
  }

  static boolean isSame(String asked, String found) {
    return asked.equals(found) || SAME.getOrDefault(asked, Set.of()).contains(found);
  }

  /** {@code VARCHAR(20) NOT NULL} */
  static String text(DataType<?> type) {
    int precision = type.isNumeric() && !type.isDecimal() ? 0 : type.precision();
    return text(type.getTypeName(), type.length(), precision, type.scale(), type.nullable());
  }

  /** The same for a database column, without arguments that do not matter. */
  static String text(DataTypeDefinition type) {
    boolean decimal = name(type).matches("decimal|numeric") && type.getPrecision() < NO_PRECISION;
    return text(
        name(type),
        length(type),
        decimal || hasTooFewDigits(type) ? type.getPrecision() : 0,
        decimal ? type.getScale() : 0,
        type.isNullable());
  }

  private static String text(String name, int length, int precision, int scale, boolean nullable) {
    String arguments =
        length > 0
            ? "(" + length + ")"
            : precision > 0 ? "(" + precision + (scale > 0 ? ", " + scale : "") + ")" : "";
    // In "timestamp with time zone", the arguments follow the first word.
    int end = name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ');
    String type = name.substring(0, end) + arguments + name.substring(end);
    return type.toUpperCase(Locale.ROOT) + (nullable ? "" : " NOT NULL");
  }

  /** Returns jOOQ's name of the type. */
  static String name(DataTypeDefinition type) {
    return name(type.getDatabase().getDialect(), type.getType());
  }

  static String name(SQLDialect dialect, String type) {
    try {
      DataType<?> known = DefaultDataType.getDataType(dialect, type);
      return (known.getSQLDataType() == null ? known : known.getSQLDataType()).getTypeName();
    } catch (SQLDialectNotSupportedException e) {
      return type;
    }
  }

  private static int length(DataTypeDefinition type) {
    return type.getLength() < NO_LENGTH ? Math.max(type.getLength(), 0) : 0;
  }

  /** Writes are distinguished by microseconds. Precision 0 is the database's default. */
  private static boolean hasTooFewDigits(DataTypeDefinition type) {
    return name(type).startsWith("time")
        && type.getPrecision() > 0
        && type.getPrecision() < MICROSECONDS;
  }
}
