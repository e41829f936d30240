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

/**
 * Writes one accessor per field into a table class, such as {@code audioDataVersion()} for {@code
 * dataVersion("audio")}.
 *
 * @param suffix the end of the method names
 * @param what the Javadoc of a method, up to the field
 * @param method the method of FeatureTable that takes the field
 */
record FieldAccessorRule(String suffix, String what, String method) implements TableRule {

  @Override
  public void execute(TableCode code) {
    names(code.feature()).forEach((field, name) -> write(code.out(), name, field));
  }

  /**
   * The names of the accessors by field. Fields whose names collide, such as {@code a-b} and {@code
   * a/b}, have no accessor; use their keys instead.
   */
  private Map<FieldKey, String> names(FeaturePlan feature) {
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

  private void write(JavaWriter out, String name, FieldKey field) {
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
