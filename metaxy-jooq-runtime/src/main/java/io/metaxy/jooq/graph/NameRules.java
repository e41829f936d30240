package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.spec.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules for keys and the names derived from them ({@code docs/semantics.md} 1). */
final class NameRules {

  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_-]+");

  private NameRules() {}

  static void keysAreWellFormed(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      FeatureKey key = feature.key();
      for (String fault : key.faults()) {
        problems.add(
            new Problem(
                "bad-key",
                key.toString(),
                "",
                "Invalid feature key: \"" + key + "\" (" + fault + "); rename the feature"));
      }
      for (FieldSpec field : feature.spec().fields()) {
        for (String fault : field.key().faults()) {
          problems.add(
              new Problem(
                  "bad-key",
                  key.toString(),
                  "field " + field.key(),
                  "Invalid field key: \"" + field.key() + "\" (" + fault + "); rename the field"));
        }
      }
    }
  }

  static void projectsAreWellFormed(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      String project = feature.project();
      if (!PROJECT.matcher(project).matches() || project.contains("__")) {
        problems.add(
            new Problem(
                "bad-project",
                feature.key().toString(),
                "",
                "Invalid project name: \""
                    + project
                    + "\" (must be letters, digits, _ and -, without __); rename the project"));
      }
    }
  }

  static void tablesAreNamed(Declared declared, List<Problem> problems) {
    if (declared.options().inferTableNames()) {
      return;
    }
    for (FeatureDefinition feature : declared.features().values()) {
      if (feature.spec().table() == null && !feature.external()) {
        problems.add(
            new Problem(
                "no-table-name",
                feature.key().toString(),
                "",
                "Cannot name the table of a spec without a table name, because inferring table"
                    + " names is switched off; add .table(\"...\") to the spec"));
      }
    }
  }

  static void tableNamesDiffer(Declared declared, List<Problem> problems) {
    clashes(declared, problems, "table-name-clash", "table", f -> declared.tableName(f.spec()));
  }

  static void classNamesDiffer(Declared declared, List<Problem> problems) {
    if (declared.options().uniqueClassNames()) {
      clashes(declared, problems, "class-name-clash", "class", f -> f.key().className());
    }
  }

  private static void clashes(
      Declared declared,
      List<Problem> problems,
      String code,
      String noun,
      Function<FeatureDefinition, String> name) {
    Map<String, FeatureKey> taken = new HashMap<>();
    for (FeatureDefinition feature : declared.features().values()) {
      FeatureKey other = taken.putIfAbsent(name.apply(feature), feature.key());
      if (other != null) {
        problems.add(
            new Problem(
                code,
                feature.key().toString(),
                "",
                "Cannot give two features the same "
                    + noun
                    + ": "
                    + other
                    + " and "
                    + feature.key()
                    + " both become "
                    + name.apply(feature)
                    + "; rename one of them"));
      }
    }
  }

  static void structKeysDiffer(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Map<String, FieldKey> taken = new HashMap<>();
      for (FieldSpec field : feature.spec().fields()) {
        FieldKey other = taken.putIfAbsent(field.key().structKey(), field.key());
        if (other == null) {
          continue;
        }
        boolean same = other.equals(field.key());
        problems.add(
            new Problem(
                same ? "duplicate-field" : "struct-key-clash",
                feature.key().toString(),
                "field " + field.key(),
                same
                    ? "Cannot have two fields with the same key: "
                        + other
                        + "; remove or rename one of them"
                    : "Cannot give two fields the same struct key: "
                        + other
                        + " and "
                        + field.key()
                        + " both become "
                        + other.structKey()
                        + "; rename one of them"));
      }
    }
  }
}
