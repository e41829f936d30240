package io.metaxy.jooq.codegen;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.codegen.Generator;
import org.jooq.codegen.GeneratorStrategy;
import org.jooq.meta.Database;
import org.jooq.meta.TableDefinition;
import org.jooq.meta.extensions.ddl.DDLDatabase;

/** Compares the tables of the meta model with the features and collects all problems. */
final class TableChecks {

  private final FeatureModel model;
  private final List<TableDefinition> tables;
  private final String side;
  private final JavaNames names;
  private final List<Problem> problems = new ArrayList<>();

  /** The features whose tables were found. */
  private final Map<TableDefinition, FeaturePlan> features = new LinkedHashMap<>();

  private TableChecks(FeatureModel model, Database database, JavaNames names) {
    this.model = model;
    this.tables = database.getTables();
    this.side = database instanceof DDLDatabase ? "the script" : "the database";
    this.names = names;
  }

  static List<Problem> check(FeatureModel model, Database database, Generator generator) {
    GeneratorStrategy strategy = generator.getStrategy();
    JavaNames names =
        new JavaNames(
            strategy, generator.generatePojos() && generator.generatePojosAsJavaRecordClasses());
    TableChecks checks = new TableChecks(model, database, names);
    model.features().forEach(checks::compare);
    checks.classNamesDiffer(strategy);
    if (generator.generateGlobalIndexReferences()) {
      names.checkIndexes(checks.features, checks.problems);
    }
    return checks.problems;
  }

  private void compare(FeaturePlan feature) {
    String name = feature.tableName();
    List<TableDefinition> found = tables.stream().filter(t -> t.getName().equals(name)).toList();
    if (found.size() == 1) {
      new TableComparison(feature, model.keys(feature), found.get(0), side).compare(problems);
      ServerGeneratedIds.check(feature, found.get(0), problems);
      names.check(feature, found.get(0), problems);
      features.put(found.get(0), feature);
    } else if (found.isEmpty()) {
      add("schema-mismatch", feature, "Cannot find table " + name + ": " + missing(name));
    } else {
      List<String> names = found.stream().map(TableDefinition::getQualifiedName).toList();
      add(
          "schema-mismatch",
          feature,
          "Cannot determine which table holds the feature: "
              + String.join(", ", names)
              + "; exclude all but one with <inputSchema> or <excludes>");
    }
  }

  private String missing(String name) {
    for (TableDefinition table : tables) {
      if (table.getName().equalsIgnoreCase(name)) {
        return side
            + " has "
            + table.getName()
            + "; quote the name in the script, or set the property defaultNameCase to lower";
      }
    }
    return side
        + " does not contain it; write the migration that creates it, or make <scripts>, <includes>"
        + " and <excludes> cover it";
  }

  /** Two tables with the same class name would share one file, or jOOQ would omit one. */
  private void classNamesDiffer(GeneratorStrategy strategy) {
    Map<String, FeaturePlan> taken = new HashMap<>();
    for (TableDefinition table : tables) {
      FeaturePlan feature = model.feature(table);
      if (feature != null) {
        taken.put(className(strategy, table), feature);
      }
    }
    for (TableDefinition table : tables) {
      FeaturePlan feature = taken.get(className(strategy, table));
      if (feature != null && model.feature(table) == null) {
        add(
            "class-name-clash",
            feature,
            "Cannot also generate the class "
                + feature.key().className()
                + " for table "
                + table.getName()
                + ", which belongs to no feature; exclude the table with <excludes>, or"
                + " rename the feature");
      }
    }
  }

  private static String className(GeneratorStrategy strategy, TableDefinition table) {
    return strategy.getFullJavaClassName(table).toLowerCase(Locale.ROOT);
  }

  private void add(String code, FeaturePlan feature, String sentence) {
    problems.add(new Problem(code, feature.key().toString(), "", sentence));
  }
}
