package io.metaxy.jooq.table;

import com.fasterxml.jackson.databind.JavaType;
import io.metaxy.jooq.dialect.LiveColumn;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.function.BooleanSupplier;
import org.jooq.ContextConverter;
import org.jooq.Converter;
import org.jooq.ConverterContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
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
 * otherwise as a BigDecimal. NaN and the infinities, which JSON lacks, are rejected; as texts in
 * earlier rows, they are read where the type is a double.
 *
 * <p>It is a {@link ContextConverter}, because jOOQ wraps any other.
 *
 * @param <T> the Java type
 */
public abstract class JsonConverter<T> implements ContextConverter<JSON, T> {

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

  private JsonConverter(JavaType type) {
    this.type = type;
  }

  /** A converter to a type. */
  static <T> JsonConverter<T> of(JavaType type) {
    return new JsonConverter<>(type) {
      private static final long serialVersionUID = 1L;
    };
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
   * @throws IllegalStateException if JSON has no form for it, as for NaN; the message names the
   *     place
   */
  @Override
  public @Nullable JSON to(@Nullable T value) {
    return to(value, () -> true);
  }

  @Override
  public @Nullable T from(@Nullable JSON json, ConverterContext ctx) {
    return from(json);
  }

  @Override
  public @Nullable JSON to(@Nullable T value, ConverterContext ctx) {
    return to(value);
  }

  private @Nullable JSON to(@Nullable T value, BooleanSupplier open) {
    if (value == null) {
      return null;
    }
    requireReader();
    try {
      return JSON.valueOf(JsonMapping.write(value, type, open));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write a JSON column from " + type.toCanonical() + ": " + JsonFailure.ofWriting(e),
          e);
    }
  }

  /**
   * The same column, whose values are converted to the form of the live column: one that is not
   * JSON holds NaN and the infinities.
   *
   * @param live the live column
   */
  public static Field<?> at(Field<?> column, LiveColumn live) {
    return column.getConverter() instanceof JsonConverter<?> json && live.nested() != null
        ? DSL.field(
            column.getQualifiedName(),
            SQLDataType.JSON
                .asConvertedDataType(json.withTexts())
                .nullable(column.getDataType().nullable()))
        : column;
  }

  /** The same converter, which writes NaN and the infinities as texts. */
  Converter<JSON, T> withTexts() {
    return Converter.ofNullable(JSON.class, toType(), this::from, value -> to(value, this::isOpen));
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
