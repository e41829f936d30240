package io.metaxy.jooq.dialect.postgresql;

import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.list.ListColumns;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.TimeText;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of PostgreSQL are arrays, sent and read as text:
 *
 * <pre>{@code
 * cast(? as varchar[])
 * cast('{"a","b \"c\"",NULL}' as varchar[])
 * cast('{0.25,-1.5}' as real[])
 * }</pre>
 */
final class PostgresLists implements ListColumns {

  /** The classes of elements that the driver reads unchanged. */
  private static final Set<Class<?>> NUMBERS =
      Set.of(Float.class, Double.class, Byte.class, Short.class, Integer.class, Long.class);

  @Override
  public String bound(String type, int depth) {
    return "cast(? as " + type + ")";
  }

  @Override
  public String literal(Object list, String type, int depth) {
    return "cast(" + Sql.literal(text(list)) + " as " + type + ")";
  }

  @Override
  public Object sent(Object list) {
    return text(list);
  }

  @Override
  public @Nullable Object read(ResultSet row, int column, Class<?> array) throws SQLException {
    Object value = row.getObject(column);
    if (!(value instanceof Array list)) {
      return ListColumns.json(value);
    }
    Class<?> element = ListElements.values(array);
    return NUMBERS.contains(element)
        ? list.getArray()
        : new ArrayText(list.toString()).read(element);
  }

  /** The text of an array. */
  static String text(Object list) {
    StringBuilder text = new StringBuilder();
    append(text, list);
    return text.toString();
  }

  private static void append(StringBuilder text, Object list) {
    text.append('{');
    if (list instanceof float[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        text.append(i == 0 ? "" : ",").append(numbers[i]);
      }
    } else if (list instanceof double[] numbers) {
      for (int i = 0; i < numbers.length; i++) {
        text.append(i == 0 ? "" : ",").append(numbers[i]);
      }
    } else {
      boolean first = true;
      for (Object element : ListElements.of(list)) {
        if (!first) {
          text.append(',');
        }
        first = false;
        element(text, element);
      }
    }
    text.append('}');
  }

  private static void element(StringBuilder text, @Nullable Object element) {
    if (element == null) {
      text.append("NULL");
    } else if (ListElements.isList(element)) {
      append(text, element);
    } else if (element instanceof byte[] bytes) {
      quote(text, "\\x" + HexFormat.of().formatHex(bytes));
    } else if (element instanceof Temporal time) {
      quote(text, TimeText.withEra(time));
    } else if (element instanceof Number || element instanceof Boolean) {
      text.append(ListElements.text(element));
    } else {
      quote(text, element.toString());
    }
  }

  private static void quote(StringBuilder text, String element) {
    text.append('"');
    for (int i = 0; i < element.length(); i++) {
      char c = element.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }
}
