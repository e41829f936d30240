package io.metaxy.jooq.graph;

import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureDep;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules for dependencies: their targets, renames, selections and lineages ({@code
 * docs/semantics.md} 2).
 */
final class DepRules {

  private DepRules() {}

  static void dependenciesExist(Declared declared, List<Problem> problems) {
    eachDep(
        declared,
        (feature, dep) -> {
          if (!declared.features().containsKey(dep.feature())) {
            add(
                problems,
                "missing-dependency",
                feature,
                dep,
                "Cannot find feature " + dep.feature() + "; add its definition or correct the key");
          }
        });
  }

  static void dependenciesDiffer(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Set<FeatureKey> seen = new HashSet<>();
      for (FeatureDep dep : feature.spec().deps()) {
        if (!seen.add(dep.feature())) {
          add(
              problems,
              "duplicate-dependency",
              feature,
              dep,
              "Cannot depend on the same feature twice; merge the two dependencies");
        }
      }
    }
  }

  static void thereAreNoCycles(Declared declared, List<Problem> problems) {
    Set<FeatureKey> done = new HashSet<>();
    for (FeatureKey key : declared.features().keySet()) {
      cycle(key, declared, new ArrayList<>(), done, problems);
    }
  }

  private static void cycle(
      FeatureKey key,
      Declared declared,
      List<FeatureKey> path,
      Set<FeatureKey> done,
      List<Problem> problems) {
    int start = path.indexOf(key);
    if (start >= 0) {
      String circle =
          path.subList(start, path.size()).stream()
              .map(FeatureKey::toString)
              .collect(Collectors.joining(" -> ", "", " -> " + key));
      problems.add(
          new Problem(
              "cycle",
              key.toString(),
              "",
              "Cannot depend on itself: " + circle + "; remove one of these dependencies"));
      return;
    }
    FeatureDefinition feature = declared.features().get(key);
    if (feature == null || done.contains(key)) {
      return;
    }
    path.add(key);
    feature.spec().deps().forEach(dep -> cycle(dep.feature(), declared, path, done, problems));
    path.remove(path.size() - 1);
    done.add(key);
  }

  static void renamesWork(Declared declared, List<Problem> problems) {
    eachBoundDep(
        declared,
        (feature, dep, upstream) -> {
          Map<String, String> rename = dep.rename() == null ? Map.of() : dep.rename();
          Map<String, String> taken = new HashMap<>();
          for (String column : columns(upstream)) {
            taken.putIfAbsent(rename.getOrDefault(column, column), column);
          }
          rename.forEach(
              (column, name) -> {
                String sentence = "Cannot rename " + column + " to " + name + ": ";
                if (knows(upstream) && !columns(upstream).contains(column)) {
                  add(
                      problems,
                      "unknown-column",
                      feature,
                      dep,
                      sentence
                          + "the upstream has only the columns "
                          + columns(upstream)
                          + "; correct the name");
                } else if (name.isBlank()) {
                  add(
                      problems,
                      "bad-rename",
                      feature,
                      dep,
                      "Cannot rename " + column + " to \"\": a column needs a name; choose one");
                } else if (SystemColumns.isReserved(name)) {
                  add(
                      problems,
                      "rename-to-system-column",
                      feature,
                      dep,
                      sentence + "it is a system column's name; choose another");
                } else if (upstream.spec().idColumns().contains(name)) {
                  add(
                      problems,
                      "rename-to-id",
                      feature,
                      dep,
                      sentence + "it is an id column of the upstream; choose another");
                } else if (!column.equals(taken.getOrDefault(name, column))) {
                  add(
                      problems,
                      "rename-clash",
                      feature,
                      dep,
                      sentence + taken.get(name) + " already has that name; choose another");
                }
              });
        });
  }

  static void selectsWork(Declared declared, List<Problem> problems) {
    eachBoundDep(
        declared,
        (feature, dep, upstream) -> {
          Set<String> known = new TreeSet<>();
          columns(upstream).forEach(column -> known.add(dep.renamed(column)));
          Map<String, String> rename = dep.rename() == null ? Map.of() : dep.rename();
          for (String name : dep.select() == null ? List.<String>of() : dep.select()) {
            if (rename.containsKey(name) && !rename.containsValue(name)) {
              add(
                  problems,
                  "select-renamed",
                  feature,
                  dep,
                  "Cannot select "
                      + name
                      + ", which is renamed to "
                      + dep.renamed(name)
                      + "; select it by the new name");
            } else if (knows(upstream) && !known.contains(name)) {
              add(
                  problems,
                  "unknown-column",
                  feature,
                  dep,
                  "Cannot select " + name + " (must be one of " + known + "); correct the name");
            }
          }
        });
  }

  /** Like the Python original, counts only the columns of dependencies that rename or select. */
  static void columnsArriveOnce(Declared declared, List<Problem> problems) {
    for (FeatureDefinition feature : declared.features().values()) {
      Map<String, FeatureDep> arrived = new HashMap<>();
      Set<String> ids = new HashSet<>(feature.spec().idColumns());
      for (FeatureDep dep : feature.spec().deps()) {
        FeatureDefinition upstream = declared.features().get(dep.feature());
        if (upstream != null) {
          upstream.spec().idColumns().forEach(id -> ids.add(dep.renamed(id)));
          ids.addAll(Lineages.inputIdColumns(feature.spec(), dep, upstream.spec()));
        }
      }
      for (FeatureDep dep : feature.spec().deps()) {
        for (String name : named(dep)) {
          FeatureDep other = arrived.putIfAbsent(name, dep);
          if (other != null && !other.feature().equals(dep.feature()) && !ids.contains(name)) {
            add(
                problems,
                "column-clash",
                feature,
                dep,
                "Cannot get column "
                    + name
                    + " from both "
                    + other.feature()
                    + " and "
                    + dep.feature()
                    + "; rename one of them or do not select it");
          }
        }
      }
    }
  }

  private static Set<String> named(FeatureDep dep) {
    List<String> select = dep.select();
    Map<String, String> rename = dep.rename();
    return new TreeSet<>(select != null ? select : rename != null ? rename.values() : List.of());
  }

  static void filtersCanBeRead(Declared declared, List<Problem> problems) {
    eachDep(
        declared,
        (feature, dep) -> {
          for (String problem : declared.filters().problems(dep)) {
            add(problems, "bad-filter", feature, dep, problem);
          }
        });
  }

  static void lineagesWork(Declared declared, List<Problem> problems) {
    eachBoundDep(
        declared,
        (feature, dep, upstream) -> {
          Set<String> known = new TreeSet<>();
          columns(upstream).forEach(column -> known.add(dep.renamed(column)));
          List<String> input = Lineages.inputIdColumns(feature.spec(), dep, upstream.spec());
          if (dep.lineage() instanceof Lineage.Expansion && input.isEmpty()) {
            add(
                problems,
                "expansion-without-parent",
                feature,
                dep,
                "Cannot expand without the parent's id columns; name them in the lineage");
          }
          for (String column : input) {
            if (knows(upstream) && !known.contains(column)) {
              add(
                  problems,
                  "unknown-column",
                  feature,
                  dep,
                  "Cannot relate samples by "
                      + column
                      + ", which the upstream does not have (must be one of "
                      + known
                      + "); rename a column or correct the lineage");
            }
          }
        });
  }

  private static Set<String> columns(FeatureDefinition feature) {
    return feature.columns().stream()
        .map(ColumnSpec::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean knows(FeatureDefinition feature) {
    return ColumnRules.columnsAreKnown(feature);
  }

  private static void add(
      List<Problem> problems,
      String code,
      FeatureDefinition feature,
      FeatureDep dep,
      String sentence) {
    problems.add(
        new Problem(code, feature.key().toString(), "dependency on " + dep.feature(), sentence));
  }

  private static void eachDep(Declared declared, DepVisitor visitor) {
    for (FeatureDefinition feature : declared.features().values()) {
      feature.spec().deps().forEach(dep -> visitor.visit(feature, dep));
    }
  }

  private static void eachBoundDep(Declared declared, BoundDepVisitor visitor) {
    eachDep(
        declared,
        (feature, dep) -> {
          FeatureDefinition upstream = declared.features().get(dep.feature());
          if (upstream != null) {
            visitor.visit(feature, dep, upstream);
          }
        });
  }

  private interface DepVisitor {
    void visit(FeatureDefinition feature, FeatureDep dep);
  }

  private interface BoundDepVisitor {
    void visit(FeatureDefinition feature, FeatureDep dep, FeatureDefinition upstream);
  }
}
