package io.metaxy.jooq.dialect.mariadb;

import static org.jooq.impl.DSL.name;

import io.metaxy.jooq.json.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows as one JSON array of arrays:
 *
 * <pre>{@code
 * (select * from json_table(?, '$[*]' columns (
 *   video_id bigint path '$[0]' error on error,
 *   h_0 varchar(8) character set utf8mb4 collate utf8mb4_nopad_bin path '$[1]' error on error)) j
 *  limit 18446744073709551615) s
 * }</pre>
 *
 * <p>Without the limit, MariaDB merges the function into conditions with {@code in} around it, and
 * loses the innermost condition of two that are nested.
 */
final class MariaDbValues {

  private static final int MOST_DIGITS = 65;
  private static final int MOST_FRACTION = 38;

  /** The maximum length of a text type in an in-memory temporary table. */
  private static final int LONGEST_SHORT = 500;

  private MariaDbValues() {}

  static Table<?> table(List<? extends Field<?>> columns, List<? extends List<?>> values) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    values.get(0).forEach(first -> rows.add(new ArrayList<>()));
    List<QueryPart> definitions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Field<?> column = columns.get(i);
      int longest = 1;
      for (int row = 0; row < rows.size(); row++) {
        String text = text(column, values.get(i).get(row));
        rows.get(row).add(text);
        longest = text == null ? longest : Math.max(longest, text.length());
      }
      definitions.add(
          DSL.sql(
              "{0} " + type(column, longest) + " path '$[" + i + "]' error on error",
              name(column.getName())));
    }
    return DSL.table(
            "(select * from json_table({0}, '$[*]' columns ({1})) j limit 18446744073709551615)",
            DSL.val(JsonText.compact(rows)), DSL.list(definitions))
        .as("s");
  }

  private static String type(Field<?> column, int longest) {
    Class<?> stored = column.getConverter().fromType();
    if (stored == Long.class) {
      return "bigint";
    }
    if (stored == Integer.class) {
      return "int";
    }
    if (stored == Short.class) {
      return "smallint";
    }
    if (stored == Byte.class || stored == Boolean.class) {
      return "tinyint";
    }
    if (stored == Double.class || stored == Float.class) {
      return "double";
    }
    if (stored == BigDecimal.class || stored == BigInteger.class) {
      return column.getDataType().precisionDefined()
          ? "decimal(" + column.getDataType().precision() + "," + column.getDataType().scale() + ")"
          : "decimal(" + MOST_DIGITS + "," + MOST_FRACTION + ")";
    }
    if (stored == LocalDate.class) {
      return "date";
    }
    if (stored == LocalTime.class) {
      return "time(6)";
    }
    if (stored == LocalDateTime.class
        || stored == Instant.class
        || stored == OffsetDateTime.class) {
      return "datetime(6)";
    }
    String text =
        stored == UUID.class
            ? "char(36)"
            : longest > LONGEST_SHORT ? "longtext" : "varchar(" + longest + ")";
    return text + " character set utf8mb4 collate utf8mb4_nopad_bin";
  }

  private static <T> @Nullable String text(Field<T> column, @Nullable Object value) {
    Object stored = column.getConverter().to(column.getDataType().convert(value));
    if (stored == null) {
      return null;
    }
    if (stored instanceof Boolean flag) {
      return flag ? "1" : "0";
    }
    if (stored instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }
    if (stored instanceof OffsetDateTime time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC).toString();
    }
    if (stored instanceof Float number) {
      return Double.toString(number);
    }
    return stored instanceof BigDecimal number ? number.toPlainString() : Objects.toString(stored);
  }
}
