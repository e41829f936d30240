package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.dialect.list.ListColumns;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.value.TimeText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists of H2 are arrays, which its driver binds as arrays of objects. In SQL, each element is a
 * text, which H2 casts to the type of the elements:
 *
 * <pre>{@code
 * cast(? as real array)
 * cast(array['1.5', null] as real array)
 * cast(array[array['a'], array['b', 'c']] as character varying array array)
 * }</pre>
 */
final class H2Lists implements ListColumns {

  @Override
  public String bound(String type, int depth) {
    return "cast(? as " + type + ")";
  }

  @Override
  public String literal(Object list, String type, int depth) {
    return "cast(" + literal(ListElements.of(list)) + " as " + type + ")";
  }

  private static String literal(List<@Nullable Object> elements) {
    return elements.stream().map(H2Lists::element).collect(Collectors.joining(", ", "array[", "]"));
  }

  private static String element(@Nullable Object element) {
    if (element == null) {
      return "null";
    }
    if (ListElements.isList(element)) {
      return literal(ListElements.of(element));
    }
    if (element instanceof byte[] bytes) {
      return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return Sql.literal(
        element instanceof Temporal time ? TimeText.signed(time) : ListElements.text(element));
  }

  @Override
  public Object sent(Object list) {
    return boxed(list);
  }

  /** The driver binds no arrays of primitive types. */
  static Object boxed(Object list) {
    return ListElements.of(list).stream()
        .map(each -> each != null && ListElements.isList(each) ? boxed(each) : each)
        .toArray();
  }

  @Override
  public @Nullable Object read(ResultSet row, int column, Class<?> array) throws SQLException {
    Object value = row.getObject(column);
    if (!(value instanceof java.sql.Array list)) {
      return ListColumns.json(value);
    }
    Class<?> element = ListElements.values(array);
    if (Number.class.isAssignableFrom(element)) {
      return numbers(list);
    }
    boolean instant = element == Instant.class || element == OffsetDateTime.class;
    Class<?> read = instant ? like(array, instants(list)) : array;
    return row.getObject(column, read);
  }

  /** The class of arrays of the same depth. */
  private static Class<?> like(Class<?> array, Class<?> element) {
    Class<?> component = array.getComponentType();
    return (component.isArray() ? like(component, element) : element).arrayType();
  }

  /** In the classes in which they are stored, so that none is converted to a smaller one. */
  private static @Nullable Object[] numbers(java.sql.Array list) throws SQLException {
    @Nullable Object[] elements = (@Nullable Object[]) list.getArray();
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] instanceof java.sql.Array inner) {
        elements[i] = numbers(inner);
      }
    }
    return elements;
  }

  /** The driver converts a timestamp without time zone to an instant in that of the session. */
  private static Class<?> instants(java.sql.Array list) throws SQLException {
    return list.getBaseTypeName().contains("WITH TIME ZONE")
        ? OffsetDateTime.class
        : LocalDateTime.class;
  }
}
