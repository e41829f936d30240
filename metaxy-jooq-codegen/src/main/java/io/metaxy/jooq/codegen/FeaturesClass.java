package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.FeatureTables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.codegen.JavaWriter;
import org.jooq.meta.TableDefinition;

/** Writes the class that holds the graph of all generated tables, ordered by feature key. */
final class FeaturesClass {

  static final String NAME = "Features";

  /**
   * Tables per method: its bytecode is limited to 65,535 bytes, and an array element takes 8 or 9.
   */
  private static final int CHUNK = 1_000;

  private final GraphOptions options;
  private final List<TableDefinition> tables;
  private final GeneratorStrategy strategy;
  private final JavaWriter out;

  FeaturesClass(
      FeatureModel features,
      List<TableDefinition> tables,
      GeneratorStrategy strategy,
      JavaWriter out) {
    this.options = features.options().graph();
    this.tables =
        tables.stream()
            .filter(table -> features.feature(table) != null)
            .sorted(Comparator.comparing(t -> feature(features, t).key()))
            .toList();
    this.strategy = strategy;
    this.out = out;
  }

  private static FeaturePlan feature(FeatureModel features, TableDefinition table) {
    return Objects.requireNonNull(features.feature(table));
  }

  void write() {
    out.println("public final class " + NAME + " {");
    out.javadoc("All features of this package, upstream before downstream.");
    out.println(
        "public static final %s GRAPH = %s.graph(", FeatureGraph.class, FeatureTables.class);
    String head = "new " + out.ref(GraphOptions.class) + "(" + arguments() + "),";
    if (tables.size() <= CHUNK) {
      out.println(head);
      printTables(tables);
    } else {
      out.println(head + " tables()");
    }
    out.println(");");
    out.println();
    out.println("private " + NAME + "() {");
    out.println("}");
    if (tables.size() > CHUNK) {
      printChunks();
    }
    out.println("}");
  }

  private String arguments() {
    return options.hashTruncationLength()
        + ", "
        + options.inferTableNames()
        + ", "
        + JavaLiteral.of(options.tablePrefix())
        + ", "
        + options.uniqueClassNames();
  }

  private void printTables(List<TableDefinition> chunk) {
    for (int i = 0; i < chunk.size(); i++) {
      String table = out.ref(strategy.getFullJavaClassName(chunk.get(i)));
      String comma = i + 1 < chunk.size() ? "," : "";
      out.println(table + "." + strategy.getJavaIdentifier(chunk.get(i)) + comma);
    }
  }

  private void printChunks() {
    String type = out.ref(FeatureTable.class) + "<?>[]";
    List<String> methods = new ArrayList<>();
    for (int start = 0; start < tables.size(); start += CHUNK) {
      String method = "tables" + start / CHUNK;
      methods.add(method + "()");
      out.println();
      out.println("private static " + type + " " + method + "() {");
      out.println("return new " + type + " {");
      printTables(tables.subList(start, Math.min(tables.size(), start + CHUNK)));
      out.println("};");
      out.println("}");
    }
    out.println();
    out.println("private static " + type + " tables() {");
    out.println("return " + out.ref(Stream.class) + ".of(" + String.join(", ", methods) + ")");
    out.println("    .flatMap(%s::of).toArray(%s<?>[]::new);", Stream.class, FeatureTable.class);
    out.println("}");
  }
}
