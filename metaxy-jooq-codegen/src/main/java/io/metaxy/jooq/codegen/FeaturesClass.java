package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.FeatureTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.codegen.JavaWriter;
import org.jooq.meta.TableDefinition;

/** Writes the class that lists all generated tables, upstreams first, and holds their graph. */
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
    Map<String, TableDefinition> byName = new HashMap<>();
    tables.forEach(table -> byName.put(table.getName(), table));
    this.tables =
        features.upstreamsFirst().stream()
            .flatMap(feature -> Stream.ofNullable(byName.get(feature.tableName())))
            .toList();
    this.strategy = strategy;
    this.out = out;
  }

  void write() {
    out.println("public final class " + NAME + " {");
    out.javadoc("The tables of all features of this package, each after those of its upstreams.");
    String list = out.ref(List.class);
    out.println(
        "public static final %s<%s<?>> TABLES = %s.of(", list, out.ref(FeatureTable.class), list);
    if (tables.size() <= CHUNK) {
      printTables(tables);
    } else {
      out.println("tables()");
    }
    out.println(");");
    out.javadoc("All features of this package, upstreams before the features that depend on them.");
    out.println(
        "public static final %s GRAPH = %s.graph(", FeatureGraph.class, FeatureTables.class);
    out.println("new %s(%s),", GraphOptions.class, arguments());
    out.println("TABLES.toArray(new %s<?>[0])", FeatureTable.class);
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
