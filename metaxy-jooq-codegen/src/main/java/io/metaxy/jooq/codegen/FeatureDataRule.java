package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.FieldPlan;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.SchemaJson;
import io.metaxy.jooq.spec.SpecJson;
import io.metaxy.jooq.table.FeatureData;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.codegen.JavaWriter;

/** Writes the definition as data, and {@code featureData()}, which returns it. */
final class FeatureDataRule implements TableRule {

  @Override
  public void execute(TableCode code) {
    JavaWriter out = code.out();
    FeaturePlan feature = code.feature();
    FeatureDefinition definition = feature.definition();
    String constant = constant(code);
    String data = out.ref(FeatureData.class);
    String list = out.ref(List.class);
    String fields =
        feature.fields().stream()
            .map(FieldPlan::key)
            .map(key -> JavaLiteral.of(key.toString()))
            .collect(Collectors.joining(", "));
    out.println();
    out.println("private static final %s %s = new %s(", data, constant, data);
    out.println(JavaLiteral.of(FeatureData.GENERATOR_VERSION) + ",");
    out.println(JavaLiteral.of(feature.key().toString()) + ",");
    out.println(list + ".of(" + fields + "),");
    out.println(JavaLiteral.of(SpecJson.write(feature.spec())) + ",");
    out.println(JavaLiteral.of(SchemaJson.orderedText(definition.schema())) + ",");
    out.println(JavaLiteral.of(definition.project()) + ",");
    out.println(
        JavaLiteral.of(definition.featureClass()) + (definition.settings().isNone() ? "" : ","));
    if (!definition.settings().isNone()) {
      out.println(JavaLiteral.of(definition.settings().text()));
    }
    out.println(");");
    out.overrideInherit();
    out.println("public %s featureData() {", data);
    out.println("return %s;", constant);
    out.println("}");
  }

  /** Appends underscores if a column is named {@code feature_data}. */
  private static String constant(TableCode code) {
    String name = "FEATURE_DATA";
    while (code.constants().contains(name)) {
      name += "_";
    }
    return name;
  }
}
