package io.metaxy.jooq.value;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/**
 * The approximate size of values in bytes, which limits the rows in memory: large values, such as
 * vectors and texts, are counted without reading them.
 */
public final class ValueSize {

  /** The size of values at which rows are written, regardless of their number. */
  public static final long MOST = 16 << 20;

  /** The size of a number, a time or a reference. */
  private static final long SMALL = 8;

  private ValueSize() {}

  /** The size of a row's values. */
  public static long of(@Nullable Object[] row) {
    long size = 0;
    for (Object value : row) {
      size += of(value);
    }
    return size;
  }

  /** The size of a value; that of an object of unknown class is that of a number. */
  public static long of(@Nullable Object value) {
    if (value == null || value instanceof Number) {
      return SMALL;
    }
    if (value instanceof CharSequence text) {
      return SMALL + text.length();
    }
    if (value instanceof JSON || value instanceof JSONB) {
      return SMALL + value.toString().length();
    }
    if (value instanceof @Nullable Object[] elements) {
      return SMALL + of(elements);
    }
    if (value instanceof Collection<?> elements) {
      return SMALL + sum(elements);
    }
    if (value instanceof Map<?, ?> map) {
      return SMALL + sum(map.keySet()) + sum(map.values());
    }
    return value.getClass().isArray() ? SMALL + primitives(value) : SMALL;
  }

  private static long sum(Collection<?> values) {
    long size = 0;
    for (Object value : values) {
      size += of(value);
    }
    return size;
  }

  private static long primitives(Object array) {
    if (array instanceof byte[] bytes) {
      return bytes.length;
    }
    boolean wide = array instanceof long[] || array instanceof double[];
    return (long) Array.getLength(array) * (wide ? Long.BYTES : Integer.BYTES);
  }
}
