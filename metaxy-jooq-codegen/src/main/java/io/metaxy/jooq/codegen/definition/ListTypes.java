package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Enumeration;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.table.JsonForms;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Java types that are lists of values: arrays and {@code List}, and lists of these. Lists of
 * anything else, such as records, are JSON.
 */
final class ListTypes {

  private ListTypes() {}

  /**
   * The type of a list, whose elements have no limits; empty if the Java type is not one.
   *
   * @param marks what the class file says of its elements
   */
  static Optional<ListOf> of(AnnotatedType type, NullableMarks.Elements marks) {
    return of(type, marks, true);
  }

  private static Optional<ListOf> of(
      AnnotatedType type, NullableMarks.Elements marks, boolean outer) {
    AnnotatedType component = component(type);
    if (component == null) {
      return Optional.empty();
    }
    Optional<? extends LogicalType> inner = element(component);
    if (inner.isEmpty() && outer) {
      inner = of(component, marks.inner(), false);
    }
    boolean nullable = !isPrimitive(component) && (isNullable(component) || marks.nullable());
    return inner.map(of -> new ListOf(of, nullable, null, null));
  }

  /** Returns the kind of the values in a list, also of lists. */
  static ColumnType values(ListOf list) {
    return list.element() instanceof ListOf inner ? values(inner) : list.element().kind();
  }

  /** Returns the type of the values in a list, also of lists. */
  static LogicalType value(ListOf list) {
    return list.element() instanceof ListOf inner ? value(inner) : list.element();
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

  private static Optional<? extends LogicalType> element(AnnotatedType component) {
    if (!(component.getType() instanceof Class<?> type)
        || type == byte.class
        || JavaTypes.isCharacter(type)) {
      return Optional.empty();
    }
    return JavaTypes.isEnum(type) && JsonForms.writesNames(type)
        ? Optional.of(new Enumeration(JavaTypes.constants(type), JavaTypes.source(type)))
        : ColumnType.ofJava(type).map(LogicalType::of);
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

  private static boolean isNullable(AnnotatedType component) {
    return component.isAnnotationPresent(Nullable.class);
  }

  /** Whether it is a primitive type, whose values are never null. */
  private static boolean isPrimitive(AnnotatedType component) {
    return component.getType() instanceof Class<?> type && type.isPrimitive();
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
