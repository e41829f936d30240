package io.metaxy.jooq.codegen;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.codegen.GeneratorStrategy.Mode;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.IndexDefinition;
import org.jooq.meta.TableDefinition;

/**
 * Finds columns of a feature, and indexes of a schema, to which the strategy gives the same name in
 * Java, such as {@code unit-id} and {@code unit_id}, or a name that Java rejects.
 */
final class JavaNames {

  /** The names that no component of a record may have. */
  private static final Set<String> NO_COMPONENTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final GeneratorStrategy strategy;
  private final boolean pojosAreRecords;

  JavaNames(GeneratorStrategy strategy, boolean pojosAreRecords) {
    this.strategy = strategy;
    this.pojosAreRecords = pojosAreRecords;
  }

  void check(FeaturePlan feature, TableDefinition table, List<Problem> problems) {
    Map<String, ColumnDefinition> taken = new HashMap<>();
    for (ColumnDefinition column : table.getColumns()) {
      String component = strategy.getJavaMemberName(column, Mode.POJO);
      if (pojosAreRecords && NO_COMPONENTS.contains(component)) {
        problems.add(noComponent(feature, column, component));
      }
      for (String name : names(column)) {
        ColumnDefinition other = taken.putIfAbsent(name, column);
        if (other != null) {
          problems.add(problem(feature, other, column, name));
          break;
        }
      }
    }
  }

  /** Finds indexes of features that would be the same constant of a class {@code Indexes}. */
  void checkIndexes(Map<TableDefinition, FeaturePlan> tables, List<Problem> problems) {
    Map<List<String>, IndexDefinition> taken = new HashMap<>();
    tables.forEach(
        (table, feature) -> {
          for (IndexDefinition index : table.getIndexes()) {
            String constant = strategy.getJavaIdentifier(index);
            IndexDefinition other =
                taken.putIfAbsent(List.of(String.valueOf(table.getSchema()), constant), index);
            if (other != null) {
              problems.add(
                  new Problem(
                      "index-name-clash",
                      feature.key().toString(),
                      "index " + index.getName(),
                      "Cannot give two indexes the same name in Java: "
                          + other.getName()
                          + " and "
                          + index.getName()
                          + " both become the constant "
                          + constant
                          + "; rename one of them, or name it in a subclass of "
                          + FeatureGeneratorStrategy.class.getSimpleName()));
            }
          }
        });
  }

  /** The names in separate namespaces, each with what distinguishes it from the others. */
  private List<String> names(ColumnDefinition column) {
    return List.of(
        "constant " + strategy.getJavaIdentifier(column),
        "getter " + strategy.getJavaGetterName(column, Mode.RECORD),
        "setter " + strategy.getJavaSetterName(column, Mode.RECORD),
        "parameter " + strategy.getJavaMemberName(column, Mode.RECORD));
  }

  private static Problem noComponent(
      FeaturePlan feature, ColumnDefinition column, String component) {
    return new Problem(
        "column-name-clash",
        feature.key().toString(),
        "column " + column.getName(),
        "Cannot name a record component "
            + component
            + ", which Java forbids; rename the column, or generate classes instead of records with"
            + " <pojosAsJavaRecordClasses>");
  }

  private static Problem problem(
      FeaturePlan feature, ColumnDefinition first, ColumnDefinition second, String name) {
    return new Problem(
        "column-name-clash",
        feature.key().toString(),
        "column " + second.getName(),
        "Cannot give two columns the same name in Java: "
            + first.getName()
            + " and "
            + second.getName()
            + " both become the "
            + name
            + "; rename one of them, or name it in a subclass of "
            + FeatureGeneratorStrategy.class.getSimpleName());
  }
}
