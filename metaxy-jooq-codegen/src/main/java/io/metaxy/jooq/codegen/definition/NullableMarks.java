package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.FieldInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The components of a record that are marked with JetBrains' {@code @Nullable}, as by Kotlin for
 * {@code val note: String?}. The annotation is in class files, but not visible by reflection.
 */
final class NullableMarks {

  private static final String ANNOTATION = "org.jetbrains.annotations.Nullable";

  private NullableMarks() {}

  /** Returns the names of the components, found on their fields and accessors. */
  static Set<String> of(Class<?> type) {
    Set<String> names = new HashSet<>();
    if (mentions(type)) {
      try (ScanResult found = scan(type)) {
        ClassInfo info = found.getClassInfo(type.getName());
        if (info != null) {
          info.getDeclaredFieldInfo().filter(field -> field.hasAnnotation(ANNOTATION)).stream()
              .map(FieldInfo::getName)
              .forEach(names::add);
          info.getDeclaredMethodInfo().filter(method -> method.hasAnnotation(ANNOTATION)).stream()
              .filter(method -> method.getParameterInfo().length == 0)
              .map(MethodInfo::getName)
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  private static ScanResult scan(Class<?> type) {
    return new ClassGraph()
        .overrideClassLoaders(type.getClassLoader())
        .acceptClasses(type.getName())
        .ignoreClassVisibility()
        .enableFieldInfo()
        .ignoreFieldVisibility()
        .enableMethodInfo()
        .enableAnnotationInfo()
        .scan();
  }

  /** Returns whether a class file has the annotation's name, so that most need no scan. */
  private static boolean mentions(Class<?> type) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in != null
          && new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
              .contains(ANNOTATION.replace('.', '/'));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class file of " + type.getName(), e);
    }
  }
}
