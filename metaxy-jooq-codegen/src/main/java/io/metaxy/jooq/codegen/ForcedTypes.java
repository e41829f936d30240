package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.meta.ColumnDefinition;
import org.jooq.meta.Database;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.jaxb.ForcedType;

/**
 * The Java types of the columns of feature tables as jOOQ forced types, so that the generated code
 * does not depend on the database of the meta model. The user's forced types take precedence for
 * the user's columns, these for the system columns, whose types the runtime relies on.
 */
final class ForcedTypes {

  private static final int BELOW_THE_USERS = Integer.MIN_VALUE + 1;
  private static final int ABOVE_THE_USERS = Integer.MAX_VALUE;

  private final List<ForcedType> all = new ArrayList<>();

  private ForcedTypes() {}

  /** Builds one forced type per Java type, because jOOQ tries each forced type on each column. */
  static ForcedTypes of(FeatureModel model) {
    Map<JavaColumn, SortedSet<String>> users = new LinkedHashMap<>();
    Map<JavaColumn, SortedSet<String>> system = new LinkedHashMap<>();
    for (FeaturePlan feature : model.features()) {
      for (ColumnSpec column : feature.definition().columns()) {
        add(users, JavaColumn.of(column), feature, column.name());
      }
      for (String column : SystemColumns.ALL) {
        add(system, JavaColumn.ofSystemColumn(column), feature, column);
      }
    }
    ForcedTypes types = new ForcedTypes();
    users.forEach((column, names) -> types.add(column, names, BELOW_THE_USERS));
    system.forEach((column, names) -> types.add(column, names, ABOVE_THE_USERS));
    return types;
  }

  private static void add(
      Map<JavaColumn, SortedSet<String>> all, JavaColumn type, FeaturePlan feature, String column) {
    String name = feature.tableName() + "." + column;
    all.computeIfAbsent(type, t -> new TreeSet<>()).add(name);
  }

  private void add(JavaColumn column, SortedSet<String> names, int priority) {
    ForcedType type = column.forcedType();
    all.add(type.withIncludeExpression(NamesPattern.of(names)).withPriority(priority));
  }

  List<ForcedType> all() {
    return all;
  }

  /** Keeps jOOQ from logging every column: it logs each column with a forced type once. */
  void doNotLog(Database database) {
    for (TableDefinition table : database.getTables()) {
      for (ColumnDefinition column : table.getColumns()) {
        ForcedType type = database.getConfiguredForcedType(column, column.getDefinedType());
        if (type != null && all.contains(type)) {
          database.doOnce(new SimpleImmutableEntry<>(column, type), () -> {});
        }
      }
    }
  }
}
