package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds class names that Java or some file systems do not support. */
final class NameChecks {

  /** Classes of java.lang that generated code uses; a class in its package would hide them. */
  private static final Set<String> JAVA_LANG =
      Set.of(
          "Boolean",
          "Byte",
          "Class",
          "Deprecated",
          "Double",
          "Float",
          "Integer",
          "Long",
          "Object",
          "Override",
          "Short",
          "String",
          "StringBuilder",
          "SuppressWarnings");

  private NameChecks() {}

  static List<Problem> check(FeatureModel model) {
    List<Problem> problems = new ArrayList<>();
    Map<String, FeatureKey> taken = new HashMap<>();
    for (FeaturePlan feature : model.features()) {
      String name = feature.key().className();
      if (JAVA_LANG.contains(name)) {
        problems.add(
            new Problem(
                "class-name-clash",
                feature.key().toString(),
                "",
                "Cannot generate the class "
                    + name
                    + ", which would hide java.lang."
                    + name
                    + " in generated code; rename the feature"));
      }
      FeatureKey other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), feature.key());
      if (other != null) {
        problems.add(
            new Problem(
                "class-name-clash",
                feature.key().toString(),
                "",
                "Cannot generate two classes whose names differ only in case, because some file"
                    + " systems store them in one file: "
                    + other.className()
                    + " of "
                    + other
                    + " and "
                    + name
                    + "; rename one of the features"));
      }
    }
    return problems;
  }
}
