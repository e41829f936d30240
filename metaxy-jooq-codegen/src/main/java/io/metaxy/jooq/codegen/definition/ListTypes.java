package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java types that are lists of values: arrays and {@code List}, and lists of these. Lists of
 * anything else, such as records, are JSON.
 */
final class ListTypes {

  /** Kinds that are not elements: an array of bytes is binary. */
  private static final Set<ColumnType> NO_ELEMENTS = Set.of(ColumnType.BINARY);

  private ListTypes() {}

  /** The type of a list, whose elements have no limits; empty if the Java type is not one. */
  static Optional<ListOf> of(AnnotatedType type) {
    return of(type, true);
  }

  private static Optional<ListOf> of(AnnotatedType type, boolean outer) {
    AnnotatedType component = component(type);
    if (component == null) {
      return Optional.empty();
    }
    Optional<? extends LogicalType> inner = element(component).map(LogicalType::of);
    if (inner.isEmpty() && outer) {
      inner = of(component, false);
    }
    boolean nullable = isNullable(component);
    return inner.map(of -> new ListOf(of, nullable, null, null));
  }

  /** Returns the kind of the values in a list, also of lists. */
  static ColumnType values(ListOf list) {
    return list.element() instanceof ListOf inner ? values(inner) : list.element().kind();
  }

  /**
   * Returns the same list with more details.
   *
   * @param value the type of the values
   * @param length the number of elements, or null if it differs
   * @param javaType the Java type in source code
   */
  static ListOf detailed(
      ListOf list, LogicalType value, @Nullable Integer length, @Nullable String javaType) {
    LogicalType element =
        list.element() instanceof ListOf inner ? detailed(inner, value, null, null) : value;
    return new ListOf(element, list.nullable(), length, javaType);
  }

  private static Optional<ColumnType> element(AnnotatedType component) {
    return component.getType() instanceof Class<?> type
            && type != byte.class
            && !JavaTypes.isCharacter(type)
        ? ColumnType.ofJava(type).filter(kind -> !NO_ELEMENTS.contains(kind))
        : Optional.empty();
  }

  private static @Nullable AnnotatedType component(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      return array.getAnnotatedGenericComponentType();
    }
    return type instanceof AnnotatedParameterizedType list
            && ((ParameterizedType) list.getType()).getRawType() == List.class
        ? list.getAnnotatedActualTypeArguments()[0]
        : null;
  }

  /** A value of a primitive type is never null. */
  private static boolean isNullable(AnnotatedType component) {
    boolean primitive = component.getType() instanceof Class<?> type && type.isPrimitive();
    return !primitive && component.isAnnotationPresent(Nullable.class);
  }

  /**
   * Whether an annotation on an array of a primitive type, in {@code @Nullable float[]}, which Java
   * takes for one of its elements, is meant for the array.
   */
  static boolean isNullableArray(AnnotatedType type) {
    return type instanceof AnnotatedArrayType array
        && array.getAnnotatedGenericComponentType().getType() instanceof Class<?> component
        && component.isPrimitive()
        && array.getAnnotatedGenericComponentType().isAnnotationPresent(Nullable.class);
  }
}
