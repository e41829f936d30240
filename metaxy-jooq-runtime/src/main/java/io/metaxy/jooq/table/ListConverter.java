package io.metaxy.jooq.table;

import io.metaxy.jooq.value.UnreadableValueException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jooq.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts an array of objects to the Java type of a list. jOOQ keeps a value that is already in
 * the class of {@link #toType}, even a {@code List} of other elements that it reads from the JSON
 * of {@code multiset}; so this is a class that such a list does not have.
 *
 * @param <D> the array
 * @param <T> the Java type
 */
final class ListConverter<D, T> implements Converter<D, T> {

  private static final long serialVersionUID = 1L;

  /** The first word of the text of DuckDB's object. */
  private static final String DUCKDB_BYTES = "DuckDBBlobResult";

  private static final byte[] DUCKDB_PREFIX = DUCKDB_BYTES.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX_PREFIX = {'\\', 'x'};

  private final ListType type;

  ListConverter(ListType type) {
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of T.
  public @Nullable T from(@Nullable D array) {
    if (array instanceof byte[][] bytes) {
      requireBytes(bytes);
    }
    return array == null ? null : (T) type.from(array);
  }

  /**
   * In a multiset, PostgreSQL writes bytes as a text of JSON, and DuckDB's driver returns an
   * object; jOOQ reads the bytes of these texts as the value.
   */
  private static void requireBytes(byte[] @Nullable [] list) {
    for (byte[] bytes : list) {
      if (startsWith(bytes, HEX_PREFIX)) {
        throw new UnreadableValueException(
            new String(bytes, StandardCharsets.ISO_8859_1) + " in a list",
            "byte[]",
            "must be selected as a column, because JSON has no bytes");
      }
      if (startsWith(bytes, DUCKDB_PREFIX)) {
        throw new UnreadableValueException(
            DUCKDB_BYTES + " in a list",
            "byte[]",
            "must be selected as a column, because DuckDB returns no bytes in a multiset");
      }
    }
  }

  private static boolean startsWith(byte @Nullable [] bytes, byte[] prefix) {
    return bytes != null
        && bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  @SuppressWarnings("unchecked") // The type is that of D.
  public @Nullable D to(@Nullable T value) {
    return value == null ? null : (D) type.to(value);
  }

  @Override
  @SuppressWarnings("unchecked") // The class is that of D.
  public Class<D> fromType() {
    return (Class<D>) type.array();
  }

  @Override
  @SuppressWarnings("unchecked") // The raw class lacks the type arguments.
  public Class<T> toType() {
    Class<?> raw = type.type().getRawClass();
    return (Class<T>) (raw == List.class && isConverted() ? ReadList.class : raw);
  }

  /**
   * Whether jOOQ makes the array from any list; it changes constants to texts by toString, and
   * fails on lists of arrays.
   */
  private boolean isConverted() {
    return !type.hasConstants()
        && !type.hasDurations()
        && !type.array().getComponentType().isArray();
  }

  /** A list that was read, and cannot be changed. */
  static final class ReadList extends AbstractList<@Nullable Object>
      implements RandomAccess, Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<@Nullable Object> elements;

    ReadList(List<? extends @Nullable Object> elements) {
      this.elements = new ArrayList<>(elements);
    }

    @Override
    public @Nullable Object get(int index) {
      return elements.get(index);
    }

    @Override
    public int size() {
      return elements.size();
    }
  }
}
