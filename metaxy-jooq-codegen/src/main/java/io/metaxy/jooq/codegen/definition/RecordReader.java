package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Problem;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a record class as a definition: its components are the columns, its static field is the
 * spec.
 */
final class RecordReader {

  private final String project;
  private final List<Problem> problems;

  RecordReader(String project, List<Problem> problems) {
    this.project = project;
    this.problems = problems;
  }

  /** Returns whether a class found in a package is a feature. */
  static boolean isFeature(Class<?> type) {
    try {
      return type.isRecord() && !specs(type).isEmpty();
    } catch (LinkageError e) {
      return false;
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
      List<ColumnSpec> columns = new RecordColumns(name, problems).of(type);
      Optional<FeatureSpec> spec = spec(specs.get(0), name);
      return spec.isEmpty() || problems.size() > before
          ? Optional.empty()
          : Optional.of(FeatureDefinition.of(spec.get(), columns, project, name));
    } catch (LinkageError e) {
      return problem(
          "unreadable",
          name,
          "Cannot load the class: " + e + "; add what is missing to the class path");
    }
  }

  private Optional<FeatureSpec> spec(Field field, String name) {
    try {
      field.setAccessible(true);
      Object spec = field.get(null);
      return spec == null
          ? problem("broken-spec", name, "Cannot read a spec that is null; set " + field.getName())
          : Optional.of((FeatureSpec) spec);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      return problem(
          "broken-spec", name, "Cannot initialize the spec: " + reason + "; correct the record");
    }
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
