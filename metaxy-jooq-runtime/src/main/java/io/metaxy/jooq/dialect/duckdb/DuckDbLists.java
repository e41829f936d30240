package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.list.ListColumns;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.json.JsonText;
import io.metaxy.jooq.value.TimeText;
import io.metaxy.jooq.value.UnreadableValueException;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.impl.CustomField;
import org.jspecify.annotations.Nullable;

/**
 * Lists of DuckDB are LIST or ARRAY. They are sent as a JSON array of texts, each of which DuckDB
 * casts to the type of the elements:
 *
 * <pre>{@code
 * cast(from_json(cast(? as json), '["VARCHAR"]') as float[512])
 * }</pre>
 *
 * <p>Lists of timestamps are read in microseconds, and as texts if they hold nanoseconds:
 *
 * <pre>{@code
 * cast(cuts as timestamp[])
 * cast(cuts as varchar[])
 * }</pre>
 */
final class DuckDbLists implements ListColumns {

  /** The types of elements that the driver reads unchanged. */
  private static final Set<String> NUMBERS = Set.of("FLOAT", "DOUBLE", "INTEGER", "BIGINT");

  /** The types of elements that the driver converts through the JVM's time zone. */
  private static final Set<String> SHIFTED = Set.of("TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS");

  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  @Override
  public String bound(String type, int depth) {
    return sql("?", type, depth);
  }

  @Override
  public String literal(Object list, String type, int depth) {
    return sql(Sql.literal(text(list)), type, depth);
  }

  static String sql(String text, String type, int depth) {
    String structure = "[".repeat(depth) + "\"VARCHAR\"" + "]".repeat(depth);
    return "cast(from_json(cast(" + text + " as json), '" + structure + "') as " + type + ")";
  }

  @Override
  public Object sent(Object list) {
    return text(list);
  }

  private static String text(Object list) {
    return JsonText.compact(ListElements.map(list, DuckDbLists::element));
  }

  private static Object element(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().withPrefix("\\x").formatHex(bytes);
    }
    return value instanceof Temporal time ? TimeText.signed(time) : ListElements.text(value);
  }

  @Override
  public Optional<Field<?>> readable(Field<?> column, String values, int depth) {
    String units = values.equals("timestamp_ns") ? "varchar" : "timestamp";
    return SHIFTED.contains(values.toUpperCase(Locale.ROOT))
        ? Optional.of(
            CustomField.of(
                column.getUnqualifiedName(),
                column.getDataType(),
                ctx ->
                    ctx.sql("cast(").visit(column).sql(" as " + units + "[]".repeat(depth) + ")")))
        : Optional.empty();
  }

  @Override
  public @Nullable Object read(ResultSet row, int column, Class<?> array) throws SQLException {
    Object value = row.getObject(column);
    return value instanceof Array list
        ? elements(list, Temporal.class.isAssignableFrom(ListElements.values(array)))
        : ListColumns.json(value);
  }

  private static @Nullable Object[] elements(Array list, boolean isTimes) throws SQLException {
    @Nullable Object[] read = (Object[]) list.getArray();
    String type = list.getBaseTypeName();
    if (NUMBERS.contains(type)) {
      return read;
    }
    if (SHIFTED.contains(type)) {
      throw new UnreadableValueException(
          Arrays.toString(read), type, "must be read with a store, as in store.current(table)");
    }
    @Nullable Object[] elements = read.clone();
    boolean instants = type.equals("TIMESTAMP_WITH_TIME_ZONE");
    if (instants || type.equals("TIMESTAMP")) {
      times(list, elements, instants);
      return elements;
    }
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] instanceof Array inner) {
        elements[i] = elements(inner, isTimes);
      } else if (isTimes && elements[i] instanceof String text) {
        elements[i] = time(text);
      } else if (elements[i] instanceof Blob blob) {
        elements[i] = blob.getBytes(1, (int) blob.length());
      }
    }
    return elements;
  }

  /** The time of a text such as {@code 2026-05-01 12:00:00.123456789}. */
  private static LocalDateTime time(String text) {
    return text.endsWith("infinity")
        ? DuckDbReading.INFINITY
        : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** The driver converts timestamps through the JVM's time zone. */
  private static void times(Array list, @Nullable Object[] elements, boolean instants)
      throws SQLException {
    try (ResultSet rows = list.getResultSet()) {
      for (int i = 0; i < elements.length; i++) {
        rows.next();
        if (elements[i] != null) {
          LocalDateTime time = EPOCH.plus(rows.getLong(2), ChronoUnit.MICROS);
          elements[i] = instants ? time.atOffset(ZoneOffset.UTC) : time;
        }
      }
    }
  }
}
