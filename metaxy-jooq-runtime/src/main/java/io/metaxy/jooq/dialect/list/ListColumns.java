package io.metaxy.jooq.dialect.list;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * How a database binds and reads lists. A list is an array: of a primitive type, or of objects of
 * the classes that JDBC supports, with null for null; a list of lists is an array of arrays.
 */
public interface ListColumns {

  /**
   * The SQL of a list that is bound, such as {@code cast(? as real[])}.
   *
   * @param type the type's name in DDL
   * @param depth 1 for a list of values, 2 for a list of such lists
   */
  String bound(String type, int depth);

  /** The SQL of a list that is inlined. */
  String literal(Object list, String type, int depth);

  /** A list in the form that the JDBC driver accepts for {@link #bound}. */
  Object sent(Object list);

  /**
   * A list of a live column in the form that {@link #read} needs; empty if that is its own.
   *
   * @param values the live type of the values, in lower case and without parentheses
   * @param depth 1 for a list of values, 2 for a list of such lists
   */
  default Optional<Field<?>> readable(Field<?> column, String values, int depth) {
    return Optional.empty();
  }

  /**
   * A column of the current row that is a list, or JSON.
   *
   * @param array the class of an array of the elements' Java types, such as {@code Float[].class}
   * @return an array, a text of JSON, or null
   */
  @Nullable Object read(ResultSet row, int column, Class<?> array) throws SQLException;

  /** The text of a value that is not a list, as the driver returns JSON; null for null. */
  static @Nullable String json(@Nullable Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : value == null ? null : value.toString();
  }
}
