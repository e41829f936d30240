package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.LiveColumn;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.ColumnLimit.Digits;
import io.metaxy.jooq.value.TimeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Appends lists to DuckDB, whose appender requires each element in the class of its type. */
final class DuckDbListAppender {

  /** The types that the appender does not have, and those that hold their values. */
  private static final Map<String, String> STAGED =
      Map.of(
          "utinyint", "bigint",
          "usmallint", "bigint",
          "uinteger", "bigint",
          "ubigint", "decimal(20, 0)",
          "timestamp_s", "varchar",
          "timestamp_ms", "varchar",
          "timestamp_ns", "varchar");

  /** The names of arrays of a fixed length, such as {@code DOUBLE[2]}. */
  private static final Pattern ARRAY = Pattern.compile(".*\\[\\d+]");

  private DuckDbListAppender() {}

  /** The type in the staging table of a list for which {@link #isCast} is true. */
  static String staged(LiveColumn column) {
    LiveColumn values = column.innermost();
    String type = STAGED.getOrDefault(values.baseType(), values.typeName());
    return hasArrays(column)
        ? type + "[]".repeat(column.depth())
        : type + column.typeName().substring(values.typeName().length());
  }

  /**
   * Whether a list has another type in the staging table: the appender has no unsigned types, only
   * timestamps in microseconds, and no lists of arrays of a fixed length.
   */
  static boolean isCast(LiveColumn column) {
    return column.element() != null
        && (STAGED.containsKey(column.innermost().baseType()) || hasArrays(column));
  }

  /** Whether the elements of a list are arrays of a fixed length, or contain some. */
  private static boolean hasArrays(LiveColumn column) {
    LiveColumn element = column.element();
    return element != null
        && element.element() != null
        && (ARRAY.matcher(element.typeName()).matches() || hasArrays(element));
  }

  static void append(DuckDBAppender appender, LiveColumn column, Object list) throws SQLException {
    String element = element(column).baseType();
    if (list instanceof float[] floats && element.equals("float")) {
      appender.append(floats);
    } else if (list instanceof double[] doubles && element.equals("double")) {
      appender.append(doubles);
    } else if (list instanceof int[] ints && element.equals("integer")) {
      appender.append(ints);
    } else if (list instanceof long[] longs && element.equals("bigint")) {
      appender.append(longs);
    } else {
      appender.append(elements(list, element(column)));
    }
  }

  private static LiveColumn element(LiveColumn list) {
    LiveColumn element = list.element();
    if (element == null) {
      throw new IllegalStateException("Cannot append a list to column " + list.name());
    }
    return element;
  }

  private static List<@Nullable Object> elements(Object list, LiveColumn column) {
    List<@Nullable Object> elements = new ArrayList<>();
    String type = column.baseType();
    for (Object element : ListElements.of(list)) {
      elements.add(
          element == null
              ? null
              : ListElements.isList(element)
                  ? elements(element, element(column))
                  : element(element, type, column));
    }
    return elements;
  }

  private static Object element(Object value, String type, LiveColumn column) {
    return switch (type) {
      case "tinyint" -> ((Number) value).byteValue();
      case "smallint" -> ((Number) value).shortValue();
      case "integer" -> ((Number) value).intValue();
      case "bigint", "utinyint", "usmallint", "uinteger" -> ((Number) value).longValue();
      case "ubigint" ->
          value instanceof BigDecimal number
              ? number.setScale(0, RoundingMode.UNNECESSARY)
              : BigDecimal.valueOf(((Number) value).longValue());
      case "float" -> ((Number) value).floatValue();
      case "double" -> ((Number) value).doubleValue();
      case "decimal" -> decimal((BigDecimal) value, column);
      case "boolean", "uuid", "blob", "date", "time", "timestamp", "timestamp with time zone" ->
          value;
      default -> value instanceof Temporal time ? TimeText.signed(time) : value.toString();
    };
  }

  /** Rounds like the database. */
  private static BigDecimal decimal(BigDecimal number, LiveColumn column) {
    return column.limit() instanceof Digits digits
        ? number.setScale(digits.scale(), RoundingMode.HALF_UP)
        : number;
  }
}
