package io.metaxy.jooq.dialect.list;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of lists: arrays and {@code List}s. */
public final class ListElements {

  private ListElements() {}

  /** Whether a value is a list: any array but one of bytes. */
  public static boolean isList(Object value) {
    return value.getClass().isArray() && !(value instanceof byte[]);
  }

  /** The number of elements of a list. */
  public static int size(Object list) {
    return list instanceof List<?> given ? given.size() : Array.getLength(list);
  }

  /** The elements of a list as objects. */
  @SuppressWarnings("unchecked") // Elements are only read.
  public static List<@Nullable Object> of(Object list) {
    if (list instanceof List<?> given) {
      return (List<@Nullable Object>) given;
    }
    if (list instanceof Object[] objects) {
      return Arrays.asList(objects);
    }
    int length = Array.getLength(list);
    List<@Nullable Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(Array.get(list, i));
    }
    return elements;
  }

  /** The elements of an array, those of inner arrays in lists, each value mapped by a function. */
  public static List<@Nullable Object> map(Object list, Function<Object, Object> of) {
    List<@Nullable Object> elements = of(list);
    List<@Nullable Object> mapped = new ArrayList<>(elements.size());
    for (Object element : elements) {
      mapped.add(element == null ? null : isList(element) ? map(element, of) : of.apply(element));
    }
    return mapped;
  }

  /** The class of the values in arrays of arrays. */
  public static Class<?> values(Class<?> array) {
    Class<?> component = array.getComponentType();
    return component.isArray() && component != byte[].class ? values(component) : component;
  }

  /** A number as text that databases parse. */
  public static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
