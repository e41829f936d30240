package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.AnnotationInfoList;
import io.github.classgraph.ArrayTypeSignature;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ClassRefTypeSignature;
import io.github.classgraph.FieldInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.MethodParameterInfo;
import io.github.classgraph.TypeSignature;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only the class file of a record says about null: the components that are marked with
 * JetBrains' {@code @Nullable}, as by Kotlin for {@code val note: String?}, and the elements of
 * lists that are. Kotlin does not write to annotations whether the elements of {@code
 * List<String?>} can be null; those of its lists are nullable.
 */
final class NullableMarks {

  private static final String ANNOTATION = "org.jetbrains.annotations.Nullable";
  private static final String KOTLIN = "kotlin.Metadata";

  private final Set<String> components = new HashSet<>();
  private final Map<String, Elements> elements = new HashMap<>();
  private boolean kotlin;

  private NullableMarks() {}

  /**
   * Whether the elements of a list can be null, and those of the lists in it.
   *
   * @param marks the marks of the elements of the outer list, then of the inner lists
   * @param others whether elements can be null for which there is no mark
   */
  record Elements(List<Boolean> marks, boolean others) {

    Elements {
      marks = List.copyOf(marks);
    }

    boolean nullable() {
      return others || (!marks.isEmpty() && marks.get(0));
    }

    /** The elements of the lists in the list. */
    Elements inner() {
      return marks.isEmpty() ? this : new Elements(marks.subList(1, marks.size()), others);
    }
  }

  /**
   * Reads the marks of a record: of components on their fields, accessors, and parameters of the
   * canonical constructor; of elements on the types of the fields.
   */
  static NullableMarks of(Class<?> type) {
    NullableMarks marks = new NullableMarks();
    ClassFiles.ifMentions(type, ANNOTATION, info -> marks.read(type, info));
    ClassFiles.ifMentions(type, KOTLIN, info -> marks.kotlin = info.hasAnnotation(KOTLIN));
    return marks;
  }

  /** Returns whether a component is marked. */
  boolean contains(String component) {
    return components.contains(component);
  }

  /** Returns the marks of the elements of a component that is a list. */
  Elements elements(String component) {
    Elements found = elements.getOrDefault(component, new Elements(List.of(), false));
    return new Elements(found.marks(), kotlin);
  }

  private void read(Class<?> type, ClassInfo info) {
    for (FieldInfo field : info.getDeclaredFieldInfo()) {
      if (field.hasAnnotation(ANNOTATION)) {
        components.add(field.getName());
      }
      elements.put(field.getName(), elements(field.getTypeSignatureOrTypeDescriptor()));
    }
    info.getDeclaredMethodInfo().filter(method -> method.hasAnnotation(ANNOTATION)).stream()
        .filter(method -> method.getParameterInfo().length == 0)
        .map(MethodInfo::getName)
        .forEach(components::add);
    info.getDeclaredConstructorInfo().forEach(each -> parameters(type, each, components));
  }

  private static Elements elements(TypeSignature list) {
    List<Boolean> marks = new ArrayList<>();
    TypeSignature element = element(list);
    while (element != null) {
      AnnotationInfoList annotations = element.getTypeAnnotationInfo();
      marks.add(annotations != null && annotations.containsName(ANNOTATION));
      element = element(element);
    }
    return new Elements(marks, false);
  }

  private static @Nullable TypeSignature element(TypeSignature list) {
    if (list instanceof ArrayTypeSignature array) {
      return array.getNestedType();
    }
    return list instanceof ClassRefTypeSignature type && type.getTypeArguments().size() == 1
        ? type.getTypeArguments().get(0).getTypeSignature()
        : null;
  }

  private static void parameters(Class<?> type, MethodInfo constructor, Set<String> names) {
    RecordComponent[] components = type.getRecordComponents();
    MethodParameterInfo[] parameters = constructor.getParameterInfo();
    List<Class<?>> types = Stream.of(components).<Class<?>>map(RecordComponent::getType).toList();
    String canonical = MethodType.methodType(void.class, types).toMethodDescriptorString();
    if (constructor.getTypeDescriptorStr().equals(canonical)) {
      for (int i = 0; i < components.length; i++) {
        if (parameters[i].hasAnnotation(ANNOTATION)) {
          names.add(components[i].getName());
        }
      }
    }
  }
}
