package io.metaxy.jooq.codegen.definition;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What class files contain that reflection does not show. */
final class ClassFiles {

  private ClassFiles() {}

  /** Inspects a class if its file contains another's name, so that few classes are scanned. */
  static void ifMentions(Class<?> type, String name, Consumer<ClassInfo> inspection) {
    if (mentions(type, name)) {
      try (ScanResult found = scan(type)) {
        ClassInfo info = found.getClassInfo(type.getName());
        if (info != null) {
          inspection.accept(info);
        }
      }
    }
  }

  private static ScanResult scan(Class<?> type) {
    return new ClassGraph()
        .overrideClassLoaders(type.getClassLoader())
        .acceptClasses(type.getName())
        .ignoreClassVisibility()
        .enableFieldInfo()
        .ignoreFieldVisibility()
        .enableMethodInfo()
        .ignoreMethodVisibility()
        .enableAnnotationInfo()
        .scan();
  }

  private static boolean mentions(Class<?> type, String name) {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in != null
          && new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
              .contains(name.replace('.', '/'));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class file of " + type.getName(), e);
    }
  }
}
