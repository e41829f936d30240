package io.metaxy.jooq.table;

import io.metaxy.jooq.dialect.JdbcValues;
import io.metaxy.jooq.dialect.list.ListElements;
import java.io.IOException;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists in JSON columns, as {@link JsonConverter} writes them, but without NaN and infinities. */
final class ListJson {

  private ListJson() {}

  /**
   * The JSON of a list.
   *
   * @throws IllegalStateException if JSON has no form for it; the message names the place
   */
  static String write(Object value, ListType type) {
    try {
      checkFinite(value, "$", type);
      return JsonMapping.write(micros(value, type), type.written(), () -> false);
    } catch (IOException e) {
      throw failed(type, JsonFailure.ofWriting(e), e);
    }
  }

  private static void checkFinite(Object value, String place, ListType type) {
    if (type.element() != Double.class && type.element() != Float.class) {
      return;
    }
    List<?> elements = ListElements.of(value);
    for (int i = 0; i < elements.size(); i++) {
      Object element = elements.get(i);
      if (element instanceof Number number) {
        if (!Double.isFinite(number.doubleValue())) {
          throw failed(type, number + " is not a number in JSON at " + place + "[" + i + "]", null);
        }
      } else if (element != null) {
        checkFinite(element, place + "[" + i + "]", type);
      }
    }
  }

  /** Times are truncated to microseconds, as in lists that are not JSON. */
  private static Object micros(Object value, ListType type) {
    return Temporal.class.isAssignableFrom(type.element())
        ? ListElements.map(type.to(value), time -> Objects.requireNonNull(JdbcValues.micros(time)))
        : value;
  }

  private static IllegalStateException failed(
      ListType type, String reason, @Nullable IOException cause) {
    return new IllegalStateException(
        "Cannot write a JSON column from " + type.name() + ": " + reason + "; correct the value",
        cause);
  }

  /**
   * The list of a text of JSON; null for {@code null}.
   *
   * @throws IllegalStateException if it does not fit the type; the message names the place
   */
  static @Nullable Object read(String json, ListType type) {
    try {
      return JsonMapping.read(json, type.type());
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read a JSON column as " + type.name() + ": " + JsonFailure.ofReading(e), e);
    }
  }
}
