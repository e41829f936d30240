package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGbytea;

/**
 * The text of an array of PostgreSQL: {@code {1,NULL,"a \"b\""}}, after its bounds if they do not
 * start with 1, as in {@code [0:1]={1,2}}.
 */
final class ArrayText {

  private final String text;
  private int at;

  ArrayText(String text) {
    this.text = text;
  }

  /**
   * The array.
   *
   * @param element the Java type of the values
   * @return an array of objects, or of arrays if it has more dimensions
   */
  Object read(Class<?> element) {
    at = text.indexOf('{');
    return list(element);
  }

  private Object list(Class<?> element) {
    at++;
    List<@Nullable Object> elements = new ArrayList<>();
    while (text.charAt(at) != '}') {
      if (text.charAt(at) == ',') {
        at++;
      } else if (text.charAt(at) == '{') {
        elements.add(list(element));
      } else {
        elements.add(value(element));
      }
    }
    at++;
    return elements.toArray();
  }

  private @Nullable Object value(Class<?> element) {
    if (text.charAt(at) == '"') {
      return parsed(quoted(), element);
    }
    int start = at;
    while (text.charAt(at) != ',' && text.charAt(at) != '}') {
      at++;
    }
    String plain = text.substring(start, at);
    return plain.equals("NULL") ? null : parsed(plain, element);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      }
      value.append(text.charAt(at));
      at++;
    }
    at++;
    return value.toString();
  }

  /** The session may write bytes in hexadecimal or with escapes. */
  private static byte[] bytes(String value) {
    try {
      return PGbytea.toBytes(value.getBytes(StandardCharsets.UTF_8));
    } catch (SQLException e) {
      throw new UnreadableValueException(value, "byte[]", "must be bytes in hexadecimal");
    }
  }

  private static Object parsed(String value, Class<?> element) {
    if (element == Boolean.class) {
      return value.startsWith("t");
    }
    if (Number.class.isAssignableFrom(element)) {
      return value.endsWith("N") || value.endsWith("y")
          ? Double.valueOf(value)
          : new BigDecimal(value);
    }
    if (element == byte[].class) {
      return bytes(value);
    }
    boolean time =
        element == LocalDate.class
            || element == LocalTime.class
            || element == LocalDateTime.class
            || element == OffsetDateTime.class
            || element == Instant.class;
    return time ? PostgresTimes.parse(value, element) : value;
  }
}
