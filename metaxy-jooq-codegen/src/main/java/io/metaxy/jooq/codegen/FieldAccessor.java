package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FieldKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.codegen.JavaWriter;

/** Methods of a table class that stand for one field of the feature. */
final class FieldAccessor {

  private FieldAccessor() {}

  /**
   * The names of the accessors, by field. Fields whose names meet in one, as {@code a-b} and {@code
   * a/b} do, have none: they are reached by their keys.
   */
  static Map<FieldKey, String> names(FeaturePlan feature, String suffix) {
    Map<FieldKey, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    Set<String> met = new HashSet<>();
    for (FieldPlan field : feature.fields()) {
      String name = camelCase(field.key()) + suffix;
      names.put(field.key(), name);
      if (!taken.add(name)) {
        met.add(name);
      }
    }
    names.values().removeIf(met::contains);
    return names;
  }

  static void write(JavaWriter out, String name, String what, FieldKey field, String method) {
    out.javadoc("%s <code>%s</code>.", what, field.toString());
    out.println("public %s<%s> %s() {", Field.class, String.class, name);
    out.println("return " + method + "(" + JavaLiteral.of(field.toString()) + ");");
    out.println("}");
  }

  /** {@code audio/french} becomes {@code audioFrench}. */
  private static String camelCase(FieldKey field) {
    String name = new FeatureKey(field.parts()).className();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
