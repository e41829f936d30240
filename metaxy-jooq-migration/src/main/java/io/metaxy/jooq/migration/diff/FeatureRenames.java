package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The existing tables, by the current keys of their features. */
final class FeatureRenames {

  private final SchemaState desired;
  private final Map<String, TableState> tables = new TreeMap<>();
  private final Set<String> made = new HashSet<>();

  FeatureRenames(
      SchemaState desired, SchemaState current, Renames renames, List<Problem> problems) {
    this.desired = desired;
    current.tables().forEach(t -> tables.put(t.feature(), t));
    Map<String, String> open = new TreeMap<>(renames.features());
    for (List<String> circle : new RenameCircles(renames.features()).all()) {
      open.keySet().removeAll(circle);
      if (!current.tables().isEmpty()) {
        problems.add(RenameCircles.problem(circle.get(0), "", "features", circle, ""));
      }
    }
    boolean renamed = true;
    while (renamed) {
      renamed = open.entrySet().removeIf(rename -> rename(rename.getKey(), rename.getValue()));
    }
    if (!current.tables().isEmpty()) {
      open.forEach((to, from) -> judge(current, to, from, problems));
    }
  }

  /** The existing tables by the current keys of their features. */
  Map<String, TableState> tables() {
    return tables;
  }

  private boolean rename(String to, String from) {
    if (desired.table(to).isEmpty()
        || tables.containsKey(to)
        || !tables.containsKey(from)
        || made.contains(from)) {
      return false;
    }
    made.add(to);
    TableState table = tables.remove(from);
    if (table != null) {
      tables.put(to, table);
    }
    return true;
  }

  /** Reports a rename that was not made; without any table, nothing was ever renamed. */
  private void judge(SchemaState current, String to, String from, List<Problem> problems) {
    if (desired.table(to).isEmpty() || current.table(to).isEmpty()) {
      problems.add(
          Block.UNUSED_RENAME.problem(
              to,
              "",
              "Cannot rename feature "
                  + from
                  + " to "
                  + to
                  + ", because "
                  + unusable(current, to, from)
                  + "; correct or remove @RenamedFrom(\""
                  + from
                  + "\")"));
    } else if (current.table(from).isPresent() && desired.table(from).isEmpty()) {
      problems.add(
          Block.RENAME_CLASH.problem(
              to,
              "",
              "Cannot rename feature "
                  + from
                  + " to "
                  + to
                  + ", because both have a table; remove @RenamedFrom(\""
                  + from
                  + "\") and name "
                  + from
                  + " in metaxy.drop"));
    }
  }

  private String unusable(SchemaState current, String to, String from) {
    if (desired.table(to).isEmpty()) {
      return "no spec has the key " + to;
    }
    return current.table(from).isPresent()
        ? "another feature was renamed from it"
        : "neither has a table";
  }
}
