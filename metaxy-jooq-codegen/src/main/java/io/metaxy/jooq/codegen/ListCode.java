package io.metaxy.jooq.codegen;

import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.table.ColumnTypes;
import io.metaxy.jooq.table.ListBinding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists in generated code, such as {@code SQLDataType.REAL.array()} with {@code new
 * ListBinding<Float[], float[]>() {}}. jOOQ's generator knows arrays by names that differ between
 * databases, and drops the type of their elements.
 */
final class ListCode {

  private static final Pattern BINDING =
      Pattern.compile(
          "new "
              + Pattern.quote(ListBinding.class.getName())
              + "<(byte\\[\\]|[\\w.]+)((?:\\[\\])+),.*");

  private ListCode() {}

  /** Returns the class of jOOQ's own type: {@code java.lang.Float[]}. */
  static String array(ListOf list) {
    return ColumnTypes.array(list).getType().getCanonicalName();
  }

  /** Returns the class of arrays of the values: {@code java.time.Duration[]}. */
  static String values(ListOf list) {
    return ColumnTypes.values(list).getCanonicalName();
  }

  /** Returns the binding of a column, with the digits of decimals that it would drop otherwise. */
  static String binding(ListOf list, String type) {
    Digits digits = ColumnTypes.digits(list);
    String given =
        ListBinding.holdsByDefault(digits) ? "" : digits.precision() + ", " + digits.scale();
    return "new %s<%s, %s>(%s) {}".formatted(ListBinding.class.getName(), array(list), type, given);
  }

  /**
   * Returns the data type after {@code SQLDataType.}; empty if the binding is not that of lists.
   */
  static Optional<String> dataType(@Nullable String binding) {
    Matcher list = BINDING.matcher(binding == null ? "" : binding);
    return list.matches()
        ? Optional.of(constant(list.group(1)) + list.group(2).replace("[]", ".array()"))
        : Optional.empty();
  }

  /** Returns the constant of SQLDataType for a class. */
  private static String constant(String type) {
    return switch (type) {
      case "java.lang.String" -> "VARCHAR";
      case "java.lang.Boolean" -> "BOOLEAN";
      case "java.lang.Byte" -> "TINYINT";
      case "java.lang.Short" -> "SMALLINT";
      case "java.lang.Integer" -> "INTEGER";
      case "java.lang.Long" -> "BIGINT";
      case "java.lang.Float" -> "REAL";
      case "java.lang.Double" -> "DOUBLE";
      case "java.math.BigDecimal" -> "DECIMAL";
      case "java.util.UUID" -> "UUID";
      case "byte[]" -> "VARBINARY";
      case "java.time.Instant" -> "INSTANT";
      case "java.time.OffsetDateTime" -> "TIMESTAMPWITHTIMEZONE";
      case "java.time.LocalDate" -> "LOCALDATE";
      case "java.time.LocalDateTime" -> "LOCALDATETIME";
      case "java.time.LocalTime" -> "LOCALTIME";
      default ->
          throw new IllegalStateException("Cannot find the type of jOOQ for elements of " + type);
    };
  }
}
