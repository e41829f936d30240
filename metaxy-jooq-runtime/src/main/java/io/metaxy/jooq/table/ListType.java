package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.metaxy.jooq.dialect.list.ListElements;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.value.DurationConverter;
import io.metaxy.jooq.value.UnreadableValueException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java type of a list: an array or a {@code List}, of values or of such lists.
 *
 * @param type the type in Java
 * @param element the class of the stored values: String for an enum, Long for a Duration
 * @param depth 1 for a list of values, 2 for a list of such lists
 */
record ListType(JavaType type, Class<?> element, int depth) implements Serializable {

  static ListType of(JavaType type) {
    JavaType component = type.getContentType();
    if (component == null) {
      throw new IllegalArgumentException(
          "Invalid type of a list: " + type.toCanonical() + " (must be an array or a List)");
    }
    if (!isList(component)) {
      Class<?> raw = component.getRawClass();
      return new ListType(type, stored(raw), 1);
    }
    ListType inner = of(component);
    return new ListType(type, inner.element(), inner.depth() + 1);
  }

  private static Class<?> stored(Class<?> type) {
    return type.isEnum() ? String.class : type == Duration.class ? Long.class : boxed(type);
  }

  /** Whether its values are stored in microseconds, so that finer ones are truncated. */
  boolean isInMicroseconds() {
    return Temporal.class.isAssignableFrom(element) || hasDurations();
  }

  /** Whether its values are durations, which jOOQ does not convert to numbers. */
  boolean hasDurations() {
    return value() == Duration.class;
  }

  /** The class of its values. */
  private Class<?> value() {
    JavaType value = type.getContentType();
    while (isList(value)) {
      value = value.getContentType();
    }
    return value.getRawClass();
  }

  /** The name of the type in messages. */
  String name() {
    return name(type);
  }

  private static String name(JavaType type) {
    return type.isArrayType() ? name(type.getContentType()) + "[]" : type.toCanonical();
  }

  /** The type that is written as JSON: a list for times, because truncating them makes lists. */
  JavaType written() {
    if (!isInMicroseconds()) {
      return type;
    }
    JavaType written = JsonMapping.type(value());
    for (int i = 0; i < depth; i++) {
      written = TypeFactory.defaultInstance().constructCollectionType(List.class, written);
    }
    return written;
  }

  private static boolean isList(JavaType type) {
    return type.isCollectionLikeType() || (type.isArrayType() && !type.hasRawClass(byte[].class));
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
  }

  /** Whether the values are constants of an enum. */
  boolean hasConstants() {
    return value().isEnum();
  }

  /** The class of arrays of arrays of the values. */
  Class<?> array() {
    return Array.newInstance(element, new int[depth]).getClass();
  }

  /**
   * The type of the column, without limits.
   *
   * @param digits the digits of decimals
   */
  ListOf logical(Digits digits) {
    LogicalType inner =
        element == BigDecimal.class
            ? new Decimal(digits)
            : LogicalType.of(ColumnType.ofJava(element).orElseThrow());
    for (int i = 1; i < depth; i++) {
      inner = new ListOf(inner, true, null, null);
    }
    return new ListOf(inner, true, null, null);
  }

  /**
   * A value of this type.
   *
   * @param list an array of arrays of any classes
   * @throws UnreadableValueException if an element is not a value of its type
   */
  Object from(Object list) {
    return from(list, type);
  }

  private static Object from(Object list, JavaType type) {
    JavaType component = type.getContentType();
    Class<?> raw = component.getRawClass();
    if (raw.isPrimitive() && list.getClass().getComponentType() == raw) {
      return list;
    }
    Object numbers =
        raw.isPrimitive() && list instanceof Object[] objects ? numbers(objects, raw) : null;
    if (numbers != null) {
      return numbers;
    }
    List<@Nullable Object> elements = ListElements.of(list);
    if (!type.isArrayType()) {
      List<@Nullable Object> values = new ArrayList<>(elements.size());
      elements.forEach(element -> values.add(element(element, component)));
      return new ListConverter.ReadList(values);
    }
    Object array = Array.newInstance(raw, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object value = element(elements.get(i), component);
      if (value == null && raw.isPrimitive()) {
        throw new UnreadableValueException(
            "null at position " + (i + 1) + " of a list", raw.getSimpleName(), "must not be null");
      }
      Array.set(array, i, value);
    }
    return array;
  }

  /** The numbers of an array in a primitive type; null unless all of them are of this type. */
  private static @Nullable Object numbers(@Nullable Object[] objects, Class<?> type) {
    if (type == float.class) {
      float[] numbers = new float[objects.length];
      for (int i = 0; i < numbers.length; i++) {
        if (!(objects[i] instanceof Float number)) {
          return null;
        }
        numbers[i] = number;
      }
      return numbers;
    }
    if (type == double.class) {
      double[] numbers = new double[objects.length];
      for (int i = 0; i < numbers.length; i++) {
        if (!(objects[i] instanceof Double number)) {
          return null;
        }
        numbers[i] = number;
      }
      return numbers;
    }
    if (type == int.class) {
      int[] numbers = new int[objects.length];
      for (int i = 0; i < numbers.length; i++) {
        if (!(objects[i] instanceof Integer number)) {
          return null;
        }
        numbers[i] = number;
      }
      return numbers;
    }
    if (type == long.class) {
      long[] numbers = new long[objects.length];
      for (int i = 0; i < numbers.length; i++) {
        if (!(objects[i] instanceof Long number)) {
          return null;
        }
        numbers[i] = number;
      }
      return numbers;
    }
    return null;
  }

  private static @Nullable Object element(@Nullable Object element, JavaType component) {
    if (element == null) {
      return null;
    }
    if (component.getRawClass().isEnum()) {
      return constant(element.toString(), component.getRawClass());
    }
    if (component.getRawClass() == Duration.class) {
      return element instanceof Duration
          ? element
          : DurationConverter.of((Long) ListValue.of(element, Long.class));
    }
    if (!isList(component)) {
      if (ListElements.isList(element)) {
        throw new UnreadableValueException(
            ListElements.map(element, value -> value) + " in a list",
            name(component),
            "must not be a list");
      }
      return ListValue.of(element, boxed(component.getRawClass()));
    }
    if (!ListElements.isList(element)) {
      throw new UnreadableValueException(element + " in a list", "list", "must be a list");
    }
    return from(element, component);
  }

  private static Object constant(String name, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
    throw new UnreadableValueException(
        name + " in a list", type.getSimpleName(), "must be one of " + names);
  }

  private static @Nullable Object stored(@Nullable Object element) {
    return element instanceof Enum<?> constant
        ? constant.name()
        : element instanceof Duration duration
            ? (Object) DurationConverter.micros(duration)
            : element;
  }

  /** A value of this type as arrays of arrays of objects. */
  Object to(Object value) {
    return to(value, array());
  }

  private static Object to(Object value, Class<?> array) {
    Class<?> component = array.getComponentType();
    boolean flat = !component.isArray() || component == byte[].class;
    if (flat && array.isInstance(value)) {
      return value;
    }
    List<?> elements = ListElements.of(value);
    Object objects = Array.newInstance(component, elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Object element = elements.get(i);
      Object stored = stored(element);
      Array.set(objects, i, stored == null || flat ? stored : to(stored, component));
    }
    return objects;
  }
}
