package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Problem;
import io.metaxy.jooq.spec.Project;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a record class as a definition: its components are the columns, its static field is the
 * spec.
 */
final class RecordReader {

  /** The project of records without an annotation. */
  private final String project;

  private final List<Problem> problems;

  /** The names of classes in reported cycles. */
  private final Set<String> cyclic = new HashSet<>();

  RecordReader(String project, List<Problem> problems) {
    this.project = project;
    this.problems = problems;
  }

  /** Returns whether a class found in a package has a spec, even if it cannot be loaded. */
  static boolean hasSpec(Class<?> type) {
    try {
      return !specs(type).isEmpty();
    } catch (LinkageError e) {
      Set<String> specs = new HashSet<>();
      String spec = FeatureSpec.class.getName();
      ClassFiles.ifMentions(
          type,
          spec,
          info ->
              info.getDeclaredFieldInfo().stream()
                  .filter(field -> field.isStatic())
                  .filter(field -> field.getTypeDescriptor().toString().equals(spec))
                  .forEach(field -> specs.add(field.getName())));
      return !specs.isEmpty();
    }
  }

  /** Adds a problem for each spec of a class that is not a record, unless its feature is known. */
  void checkKnown(Class<?> type, Set<FeatureKey> known) {
    try {
      for (Field field : specs(type)) {
        spec(field, name(type))
            .filter(spec -> !known.contains(spec.key()))
            .ifPresent(
                spec ->
                    problem(
                        "no-record",
                        name(type),
                        "Cannot read the columns of feature "
                            + spec.key()
                            + " from a class that is not a record; make it a record (in Kotlin, a"
                            + " data class with @JvmRecord), or move the spec to another package"));
      }
    } catch (LinkageError e) {
      unloadable(name(type), e);
    }
  }

  Optional<FeatureDefinition> read(Class<?> type) {
    String name = name(type);
    if (!type.isRecord()) {
      return problem(
          "no-record",
          name,
          "Cannot read columns from a class that is not a record; make it a record");
    }
    try {
      List<Field> specs = specs(type);
      if (specs.size() != 1) {
        return problem(
            specs.isEmpty() ? "no-spec" : "two-specs",
            name,
            "Cannot read a feature from a record with "
                + (specs.isEmpty()
                    ? "no static field of type FeatureSpec; add one"
                    : "more than one static field of type FeatureSpec: "
                        + specs.stream().map(Field::getName).toList()
                        + "; keep one"));
      }
      int before = problems.size();
      RecordColumns.Found found = new RecordColumns(name, problems).of(type);
      Optional<FeatureSpec> spec = spec(specs.get(0), name);
      return spec.isEmpty() || problems.size() > before
          ? Optional.empty()
          : Optional.of(
              FeatureDefinition.of(spec.get(), found.columns(), project(type), name)
                  .withSettings(found.settings()));
    } catch (LinkageError e) {
      return unloadable(name, e);
    }
  }

  private String project(Class<?> type) {
    return Stream.<AnnotatedElement>of(type, type.getPackage())
        .flatMap(element -> Stream.ofNullable(element.getAnnotation(Project.class)))
        .findFirst()
        .map(Project::value)
        .orElse(project);
  }

  private <T> Optional<T> unloadable(String name, LinkageError e) {
    return problem(
        "unreadable",
        name,
        "Cannot load the class: " + e + "; add what is missing to the class path");
  }

  private Optional<FeatureSpec> spec(Field field, String name) {
    try {
      field.setAccessible(true);
      Object spec = field.get(null);
      return spec == null
          ? problem("broken-spec", name, "Cannot read a spec that is null; set " + field.getName())
          : Optional.of((FeatureSpec) spec);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (cyclic.contains(field.getDeclaringClass().getName())) {
        return Optional.empty();
      }
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      List<String> waiting = initializing(cause);
      if (cause instanceof NullPointerException && waiting.size() > 1) {
        cyclic.addAll(waiting);
        return problem(
            "broken-spec",
            name,
            "Cannot initialize the spec: the specs of "
                + String.join(" and ", waiting)
                + " need each other; refer to one of the features by its key instead of its spec");
      }
      String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return problem(
          "broken-spec", name, "Cannot initialize the spec: " + reason + "; correct the record");
    }
  }

  /** Returns the names of the classes that were being initialized, the outermost first. */
  private static List<String> initializing(Throwable cause) {
    List<String> names = new ArrayList<>();
    for (StackTraceElement frame : cause.getStackTrace()) {
      if (frame.getMethodName().equals("<clinit>")) {
        names.add(0, frame.getClassName());
      }
    }
    return names;
  }

  private static List<Field> specs(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == FeatureSpec.class)
        .toList();
  }

  private static String name(Class<?> type) {
    String canonical = type.getCanonicalName();
    return canonical == null ? type.getName() : canonical;
  }

  private <T> Optional<T> problem(String code, String name, String sentence) {
    problems.add(new Problem(code, name, "", sentence));
    return Optional.empty();
  }
}
