package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.json.JsonText;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.types.UNumber;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the JSON that is hashed: that of Python's {@code json.dumps(row, sort_keys=True)}, with
 * one text for all values that a database does not distinguish. Hence a record has the same JSON
 * before it is written and after it is read.
 *
 * <ul>
 *   <li>decimals as text without trailing zeros, as of Python's {@code str(number.normalize())}
 *   <li>times as text in microseconds, instants in UTC
 *   <li>bytes in Base64; NaN and the infinities as text; -0.0 as 0.0
 *   <li>values of JSON columns with sorted keys, and 1.0 as 1
 * </ul>
 */
final class RowJson {

  private static final String CANNOT = "Cannot compute the fingerprint of a row: ";

  private RowJson() {}

  /** The JSON of the user's columns of a record. */
  static String of(Record row) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      Field<?> column = Objects.requireNonNull(row.field(i));
      String name = column.getName();
      if (SystemColumns.ALL.contains(name)) {
        continue;
      }
      if (columns.containsKey(name)) {
        throw new IllegalArgumentException(
            CANNOT + "two of its columns have the name " + name + "; rename one with as(…)");
      }
      columns.put(name, value(name, stored(column, row.get(i))));
    }
    return text(columns);
  }

  /** The JSON of named values. */
  static String of(Map<String, ? extends @Nullable Object> row) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    row.forEach((name, value) -> columns.put(name, value(name, value)));
    return text(columns);
  }

  private static String text(Map<String, @Nullable Object> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(
          CANNOT + "it has no columns of the feature's data; provide at least one");
    }
    return JsonText.write(columns);
  }

  @SuppressWarnings("unchecked") // The value is what the record holds for the column.
  private static @Nullable Object stored(Field<?> column, @Nullable Object value) {
    Converter<?, ?> own = column.getConverter();
    Converter<?, ?> converter = own instanceof JsonConverter<?> json ? json.withTexts() : own;
    return value == null ? null : ((Converter<?, Object>) converter).to(value);
  }

  private static @Nullable Object value(String place, @Nullable Object given) {
    Object value = JdbcValues.micros(given);
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Number number) {
      return number(place, number);
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof Temporal
        || value instanceof TemporalAmount
        || value instanceof UUID
        || value instanceof Character) {
      return value.toString();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return composed(place, value);
  }

  private static Object number(String place, Number number) {
    if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return Double.isFinite(real) ? (Object) (real + 0.0) : Double.toString(real);
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros().toString();
    }
    if (number instanceof Byte || number instanceof Short) {
      return number.intValue();
    }
    if (number instanceof UNumber unsigned) {
      return unsigned.toBigInteger();
    }
    throw unknown(place, number);
  }

  private static @Nullable Object composed(String place, Object value) {
    if (value instanceof JSON json) {
      return json(place, json.data());
    }
    if (value instanceof JSONB json) {
      return json(place, json.data());
    }
    if (value instanceof Optional<?> optional) {
      return value(place, optional.orElse(null));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach(
          (key, element) -> {
            if (!(key instanceof String name)) {
              throw new IllegalArgumentException(
                  CANNOT + "its " + place + " has the key " + key + "; use texts as keys");
            }
            object.put(name, value(place + "." + name, element));
          });
      return object;
    }
    if (value instanceof Collection<?> collection) {
      List<@Nullable Object> list = new ArrayList<>();
      collection.forEach(element -> list.add(value(place, element)));
      if (value instanceof Set<?>) {
        list.sort(Comparator.comparing(JsonText::write));
      }
      return list;
    }
    if (value.getClass().isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(value(place, Array.get(value, i)));
      }
      return list;
    }
    if (value instanceof java.lang.Record record) {
      try {
        JavaType type = JsonMapping.type(record.getClass());
        return json(place, JsonMapping.write(record, type, () -> JsonShapes.isOpen(type)));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            CANNOT + "its " + place + ": " + JsonFailure.ofWriting(e), e);
      }
    }
    throw unknown(place, value);
  }

  private static @Nullable Object json(String place, String json) {
    try {
      return integers(value(place, JsonMapping.read(json, JsonMapping.type(Object.class))));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          CANNOT + "its " + place + " is not JSON: " + JsonFailure.ofReading(e), e);
    }
  }

  /** Databases write numbers in JSON their own way: 1.0E10 as 10000000000. */
  private static @Nullable Object integers(@Nullable Object value) {
    if (value instanceof Double number && number == Math.rint(number)) {
      return new BigDecimal(number).toBigInteger();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach((key, element) -> object.put((String) key, integers(element)));
      return object;
    }
    return value instanceof List<?> list ? list.stream().map(RowJson::integers).toList() : value;
  }

  private static IllegalArgumentException unknown(String place, Object value) {
    return new IllegalArgumentException(
        CANNOT
            + "its "
            + place
            + " has the class "
            + value.getClass().getTypeName()
            + "; provide a text, number, boolean, time, UUID, enum, byte[], list, map or record");
  }
}
