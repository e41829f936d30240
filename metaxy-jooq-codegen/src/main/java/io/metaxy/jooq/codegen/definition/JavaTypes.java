package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.table.JsonShapes;
import java.io.File;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java types of record components: the column type of each, and how to write it in source. */
final class JavaTypes {

  /** The supported types, as part of a message. */
  static final String KNOWN =
      "String, a primitive type or its wrapper, BigDecimal, UUID, byte[], Instant, OffsetDateTime,"
          + " LocalDate, LocalDateTime, LocalTime, Duration, an enum, Map, List, an array of values,"
          + " a record, or an Optional of one";

  /** What to use instead of some types. */
  private static final Map<Class<?>, String> INSTEAD =
      Map.ofEntries(
          Map.entry(Period.class, "a String"),
          Map.entry(URI.class, "a String"),
          Map.entry(URL.class, "a String"),
          Map.entry(Path.class, "a String"),
          Map.entry(File.class, "a String"),
          Map.entry(Year.class, "an int"),
          Map.entry(YearMonth.class, "a LocalDate of its first day, or a String"),
          Map.entry(OffsetTime.class, "a LocalTime"),
          Map.entry(ZonedDateTime.class, "an Instant or an OffsetDateTime"),
          Map.entry(Date.class, "an Instant"),
          Map.entry(BigInteger.class, "a BigDecimal with a length"),
          Map.entry(char[].class, "a String"),
          Map.entry(Set.class, "a List"));

  private JavaTypes() {}

  static Optional<ColumnType> columnType(Type type) {
    Optional<ColumnType> known =
        type instanceof Class<?> c ? ColumnType.ofJava(c) : Optional.empty();
    if (known.isPresent()) {
      return known;
    }
    if (isEnum(type)) {
      return Optional.of(ColumnType.ENUM);
    }
    Class<?> raw = raw(type);
    boolean json = raw == Map.class || raw == List.class || raw.isRecord();
    return json && !hasVariables(type) ? Optional.of(ColumnType.JSON) : Optional.empty();
  }

  /** Returns what to use instead of a type that no column has, for messages. */
  static String instead(Type type) {
    boolean array = raw(type).isArray() && raw(type) != byte[][].class;
    return INSTEAD.getOrDefault(raw(type), array ? "a List" : "one of these");
  }

  /** Whether a value of a column type is also one of a Java type, or its text or JSON. */
  static boolean allows(Type type, ColumnType given) {
    return switch (given) {
      case JSON, STRING, ENUM, LIST -> true;
      default ->
          columnType(type).filter(known -> known.family() == given.family()).isPresent()
              || raw(type) == Object.class;
    };
  }

  /** Whether a type is a List or a Map of unknown elements, or contains one. */
  static boolean isRaw(Type type) {
    if (type instanceof ParameterizedType p) {
      boolean collection = raw(p) == List.class || raw(p) == Map.class;
      return Stream.of(p.getActualTypeArguments())
          .anyMatch(
              part -> isRaw(part) || (collection && part instanceof WildcardType w && isAny(w)));
    }
    return type == List.class || type == Map.class;
  }

  private static boolean isAny(WildcardType type) {
    return type.getLowerBounds().length == 0 && type.getUpperBounds()[0] == Object.class;
  }

  static boolean isEnum(Type type) {
    return type instanceof Class<?> c && c.isEnum();
  }

  static boolean isList(Type type) {
    return List.class.isAssignableFrom(raw(type));
  }

  static boolean isCharacter(Type type) {
    return type == char.class || type == Character.class;
  }

  /** Returns the names of an enum's constants in their order. */
  static List<String> constants(Type type) {
    return Stream.of(raw(type).getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
  }

  /** Returns a class in the type that source in another package cannot access. */
  static Optional<Class<?>> hidden(Type type) {
    return parts(type)
        .filter(part -> part instanceof Class<?>)
        .<Class<?>>map(part -> (Class<?>) part)
        .filter(JavaTypes::isHidden)
        .findFirst();
  }

  /** Returns why values of a type could be written to a JSON column, but not read, if so. */
  static Optional<String> unreadable(Type type) {
    try {
      return JsonShapes.of(type).unreadable().stream()
          .findFirst()
          .map(
              part ->
                  "Cannot read "
                      + part.getTypeName()
                      + " from JSON, because nothing names the class of a value; annotate the type"
                      + " with @JsonTypeInfo, or use a record");
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "Cannot read "
              + type.getTypeName()
              + " from JSON: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "; correct the annotations of its classes");
    }
  }

  private static boolean isHidden(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return type.getCanonicalName() == null
        || !Modifier.isPublic(type.getModifiers())
        || (outer != null && isHidden(outer));
  }

  /** Returns the type as Java source, with qualified names. */
  static String source(Type type) {
    if (type instanceof ParameterizedType p) {
      return Stream.of(p.getActualTypeArguments())
          .map(JavaTypes::source)
          .collect(Collectors.joining(", ", source(p.getRawType()) + "<", ">"));
    }
    if (type instanceof GenericArrayType array) {
      return source(array.getGenericComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard.getLowerBounds().length > 0
          ? "? super " + source(wildcard.getLowerBounds()[0])
          : wildcard.getUpperBounds()[0] == Object.class
              ? "?"
              : "? extends " + source(wildcard.getUpperBounds()[0]);
    }
    return type instanceof Class<?> c && c.getCanonicalName() != null
        ? c.getCanonicalName()
        : type.getTypeName();
  }

  /** The classes that a type names. */
  static Stream<Class<?>> classes(Type type) {
    return parts(type)
        .filter(Class.class::isInstance)
        .<Class<?>>map(
            part -> {
              Class<?> found = (Class<?>) part;
              while (found.isArray()) {
                found = found.getComponentType();
              }
              return found;
            });
  }

  /** Whether a type contains type variables. */
  static boolean hasVariables(Type type) {
    return parts(type).anyMatch(part -> part instanceof TypeVariable<?>);
  }

  private static Stream<Type> parts(Type type) {
    if (type instanceof ParameterizedType p) {
      return Stream.concat(
          Stream.of(p.getRawType()),
          Stream.of(p.getActualTypeArguments()).flatMap(JavaTypes::parts));
    }
    if (type instanceof GenericArrayType array) {
      return parts(array.getGenericComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return Stream.concat(
              Stream.of(wildcard.getLowerBounds()), Stream.of(wildcard.getUpperBounds()))
          .flatMap(JavaTypes::parts);
    }
    return Stream.of(type instanceof Class<?> c && c.isArray() ? c.getComponentType() : type);
  }

  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType p) {
      return raw(p.getRawType());
    }
    return type instanceof Class<?> c ? c : Object.class;
  }
}
