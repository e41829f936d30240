package io.metaxy.jooq.table;

import io.metaxy.jooq.value.UnreadableValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.impl.AutoConverter;
import org.jooq.impl.DSL;
import org.jooq.impl.EnumConverter;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Converts a text to the constant of an enum with this name, and throws if there is none, unlike
 * jOOQ's own converter, which returns null. Named by generated code.
 *
 * @param <E> the enum
 */
public final class EnumTextConverter<E extends Enum<E>> implements Converter<String, E> {

  private static final long serialVersionUID = 1L;

  private final Class<E> type;
  private final Converter<String, E> named;
  private final String column;

  /** A converter to the constants of an enum. */
  public EnumTextConverter(Class<E> type) {
    this(type, new EnumConverter<>(String.class, type), "");
  }

  private EnumTextConverter(Class<E> type, Converter<String, E> named, String column) {
    this.type = type;
    this.named = named;
    this.column = column;
  }

  /**
   * The same column; if jOOQ or the library converts it to an enum, also in code that was generated
   * earlier, with a converter that throws instead of returning null, and names the column. A
   * converter of the user's own may map unknown texts on purpose.
   */
  public static Field<?> strict(Field<?> column) {
    Converter<?, ?> converter = column.getConverter();
    return column.getType().isEnum() && converter.fromType() == String.class && isKnown(converter)
        ? strict(column, converter)
        : column;
  }

  /** Whether a converter has no choice but to return null for texts that are not constants. */
  private static boolean isKnown(Converter<?, ?> converter) {
    Class<?> type = converter.getClass();
    if (type == AutoConverter.class
        || converter instanceof EnumTextConverter
        || converter instanceof EnumConverter) {
      return true;
    }
    for (java.lang.reflect.Field part : type.getDeclaredFields()) {
      if (part.getType() == Converter.class && type.getName().startsWith("org.jooq.")) {
        // jOOQ's wrapper of a converter that it did not make itself.
        return wrapped(part, converter).map(EnumTextConverter::isKnown).orElse(true);
      }
    }
    return false;
  }

  private static Optional<Converter<?, ?>> wrapped(
      java.lang.reflect.Field part, Converter<?, ?> wrapper) {
    try {
      return part.trySetAccessible() && part.get(wrapper) instanceof Converter<?, ?> inner
          ? Optional.of(inner)
          : Optional.empty();
    } catch (IllegalAccessException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // The type of the column is an enum.
  private static Field<?> strict(Field<?> column, Converter<?, ?> named) {
    Converter<String, ?> strict =
        new EnumTextConverter(column.getType(), named, " of column " + column.getName());
    return DSL.field(
        column.getQualifiedName(),
        SQLDataType.VARCHAR.asConvertedDataType(strict).nullable(column.getDataType().nullable()));
  }

  /**
   * The constant.
   *
   * @throws UnreadableValueException if the enum does not have it
   */
  @Override
  public @Nullable E from(@Nullable String name) {
    if (name == null) {
      return null;
    }
    E constant = constant(name);
    if (constant == null) {
      List<String> names = Arrays.stream(type.getEnumConstants()).map(named::to).toList();
      throw new UnreadableValueException(
          name + column, type.getSimpleName(), "must be one of " + names);
    }
    return constant;
  }

  private @Nullable E constant(String name) {
    try {
      return named.from(name);
    } catch (UnreadableValueException e) {
      return null;
    }
  }

  @Override
  public @Nullable String to(@Nullable E constant) {
    return named.to(constant);
  }

  @Override
  public Class<String> fromType() {
    return String.class;
  }

  @Override
  public Class<E> toType() {
    return type;
  }
}
