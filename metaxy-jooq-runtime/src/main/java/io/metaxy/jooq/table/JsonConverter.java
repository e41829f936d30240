package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import org.jooq.Converter;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/**
 * Converts a JSON column to the Java type of its record component: a Map, a List or a record.
 * Generated code names the type by an anonymous subclass: {@code new JsonConverter<List<String>>()
 * {}}.
 *
 * <p>The JSON of a record consists of its components; Jackson's annotations change that as usual.
 * Values are kept or rejected, never changed: decimals keep their digits; an unknown constant, a
 * missing value of a primitive component, and a number that the type cannot hold are errors.
 * Unknown keys are skipped, and a missing object is null. Where the type is Object, an integer is
 * read as an Integer, Long or BigInteger, and another number as a Double if that is exact,
 * otherwise as a BigDecimal. NaN and the infinities, which JSON lacks, are written as texts where
 * the type is a double, and rejected where it is Object.
 *
 * @param <T> the Java type
 */
public abstract class JsonConverter<T> implements Converter<JSON, T> {

  private static final long serialVersionUID = 1L;

  private final JavaType type;
  private volatile boolean readable;

  /** Whether the type leaves the class of some value open; found by reflection, once. */
  private volatile @Nullable Boolean open;

  /** A converter to the type argument of the subclass. */
  protected JsonConverter() {
    ParameterizedType self = (ParameterizedType) getClass().getGenericSuperclass();
    type = JsonMapping.type(self.getActualTypeArguments()[0]);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalStateException if the JSON does not fit the type; the message names the place
   */
  @Override
  @SuppressWarnings("unchecked") // The type is that of T.
  public @Nullable T from(@Nullable JSON json) {
    if (json == null) {
      return null;
    }
    try {
      return (T) JsonMapping.read(json.data(), type);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot read a JSON column as " + type.toCanonical() + ": " + JsonFailure.ofReading(e),
          e);
    }
  }

  /**
   * Writes a value.
   *
   * @throws IllegalStateException if JSON has no form for it; the message names the place
   */
  @Override
  public @Nullable JSON to(@Nullable T value) {
    if (value == null) {
      return null;
    }
    requireReader();
    try {
      return JSON.valueOf(JsonMapping.write(value, type, this::isOpen));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write a JSON column from "
              + type.toCanonical()
              + ": "
              + JsonFailure.ofWriting(e)
              + "; correct the value",
          e);
    }
  }

  private boolean isOpen() {
    Boolean found = open;
    if (found == null) {
      found = JsonShapes.isOpen(type);
      open = found;
    }
    return found;
  }

  /** A row that was written must not be lost because nothing can read it. */
  private void requireReader() {
    if (readable) {
      return;
    }
    try {
      JsonMapping.requireReader(type);
      readable = true;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write a JSON column from "
              + type.toCanonical()
              + ": it could not be read again: "
              + JsonFailure.ofReading(e).replaceFirst("; correct .*", "")
              + "; change the type",
          e);
    }
  }

  @Override
  public Class<JSON> fromType() {
    return JSON.class;
  }

  @Override
  @SuppressWarnings("unchecked") // The JavaType's raw class lacks the type arguments.
  public Class<T> toType() {
    return (Class<T>) type.getRawClass();
  }
}
