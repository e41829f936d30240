package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.FieldInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.MethodParameterInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The components of a record that are marked with JetBrains' {@code @Nullable}, as by Kotlin for
 * {@code val note: String?}. The annotation is in class files, but not visible by reflection.
 */
final class NullableMarks {

  private static final String ANNOTATION = "org.jetbrains.annotations.Nullable";

  private NullableMarks() {}

  /**
   * Returns the names of the components, found on their fields, accessors, and parameters of the
   * canonical constructor.
   */
  static Set<String> of(Class<?> type) {
    Set<String> names = new HashSet<>();
    ClassFiles.ifMentions(
        type,
        ANNOTATION,
        info -> {
          info.getDeclaredFieldInfo().filter(field -> field.hasAnnotation(ANNOTATION)).stream()
              .map(FieldInfo::getName)
              .forEach(names::add);
          info.getDeclaredMethodInfo().filter(method -> method.hasAnnotation(ANNOTATION)).stream()
              .filter(method -> method.getParameterInfo().length == 0)
              .map(MethodInfo::getName)
              .forEach(names::add);
          info.getDeclaredConstructorInfo().forEach(each -> parameters(type, each, names));
        });
    return names;
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
