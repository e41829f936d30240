package io.metaxy.jooq.codegen.definition;

import io.metaxy.jooq.codegen.definition.TableKeys.TableKey;
import io.metaxy.jooq.config.NearestName;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.FeatureSettings.OfIndex;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds declared indexes that no database can create, and those declared twice. */
final class IndexChecks {

  static final String CODE = "index";

  private static final Set<ColumnType> DOCUMENTS = Set.of(ColumnType.LIST, ColumnType.JSON);

  private final List<Problem> problems = new ArrayList<>();

  private IndexChecks() {}

  /** The problems of the columns of indexes. */
  static List<Problem> ofColumns(List<FeatureDefinition> definitions) {
    IndexChecks checks = new IndexChecks();
    definitions.stream().filter(feature -> !feature.external()).forEach(checks::columns);
    return checks.problems;
  }

  /** The problems of keys and indexes with the same name or the same columns. */
  static List<Problem> ofNames(FeatureModel model) {
    IndexChecks checks = new IndexChecks();
    checks.names(model);
    return checks.problems;
  }

  private void columns(FeatureDefinition feature) {
    for (OfIndex index : feature.settings().keys().indexes()) {
      String place = CODE + " on " + index.columns();
      if (index.name() != null && index.name().isBlank()) {
        add(feature, place, "Invalid index name: it is blank; write a name, or omit it");
      }
      if (index.name() != null && index.name().indexOf(0) >= 0) {
        add(feature, place, "Invalid index name: it contains U+0000; remove the character");
      }
      if (index.columns().isEmpty()) {
        add(feature, place, "Cannot create an index without columns; name at least one");
      }
      Set<String> seen = new HashSet<>();
      for (String name : index.columns()) {
        if (!seen.add(name)) {
          add(
              feature,
              place,
              "Cannot create an index that has column " + name + " twice; remove one of the two");
        } else {
          column(feature, place, name);
        }
      }
    }
  }

  private void column(FeatureDefinition feature, String place, String name) {
    List<String> known =
        Stream.concat(feature.columns().stream().map(ColumnSpec::name), SystemColumns.ALL.stream())
            .toList();
    if (!known.contains(name)) {
      add(
          feature,
          place,
          "Cannot find column "
              + name
              + " among the columns of the feature; "
              + NearestName.correction(name, known));
    } else if (SystemColumns.isByField(name)
        || feature.columns().stream()
            .anyMatch(c -> c.name().equals(name) && DOCUMENTS.contains(c.kind()))) {
      add(
          feature,
          place,
          "Cannot index column "
              + name
              + ", because it holds a list, a struct, a map or JSON; index a column with a single"
              + " value, adding one if necessary");
    }
  }

  /** On PostgreSQL, the tables, keys and indexes of a schema share their names. */
  private void names(FeatureModel model) {
    Map<String, FeatureKey> taken = new HashMap<>();
    for (FeaturePlan feature : model.features()) {
      TableKeys keys = model.keys(feature);
      Stream.of(
              Stream.of(feature.tableName()),
              Stream.ofNullable(keys.primaryKey()).map(TableKey::name),
              keys.indexes().stream().filter(index -> !index.isDeclared()).map(TableKey::name))
          .flatMap(names -> names)
          .forEach(name -> taken.putIfAbsent(name.toLowerCase(Locale.ROOT), feature.key()));
    }
    for (FeaturePlan feature : model.features()) {
      List<TableKey> indexes = model.keys(feature).indexes();
      columnsDiffer(feature, indexes);
      for (TableKey index : indexes) {
        FeatureKey other =
            index.isDeclared()
                ? taken.putIfAbsent(index.name().toLowerCase(Locale.ROOT), feature.key())
                : null;
        if (other != null) {
          add(
              feature.definition(),
              CODE + " " + index.name(),
              "Cannot name an index "
                  + index.name()
                  + ": a table, a key or another index of feature "
                  + other
                  + " already has this name, ignoring case; give the index another name");
        }
      }
    }
  }

  private void columnsDiffer(FeaturePlan feature, List<TableKey> indexes) {
    for (int i = 1; i < indexes.size(); i++) {
      TableKey index = indexes.get(i);
      indexes.subList(0, i).stream()
          .filter(other -> other.isOn(index.columns(), index.unique()))
          .findFirst()
          .ifPresent(
              other ->
                  add(
                      feature.definition(),
                      CODE + " " + index.name(),
                      "Cannot create both indexes "
                          + other.name()
                          + " and "
                          + index.name()
                          + ", because they have the same columns "
                          + index.columns()
                          + "; remove one of them"));
    }
  }

  private void add(FeatureDefinition feature, String place, String sentence) {
    problems.add(new Problem(CODE, feature.key().toString(), place, sentence));
  }
}
