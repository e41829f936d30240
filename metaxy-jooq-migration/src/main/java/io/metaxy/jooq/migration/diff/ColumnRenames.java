package io.metaxy.jooq.migration.diff;

import io.metaxy.jooq.migration.change.Block;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The declared renames of a table's columns. */
final class ColumnRenames {

  private final TableState desired;
  private final TableEdit edit;
  private final Map<String, String> renames;
  private final List<Problem> problems;
  private final Set<String> made = new HashSet<>();

  ColumnRenames(
      TableState desired, TableEdit edit, Map<String, String> renames, List<Problem> problems) {
    this.desired = desired;
    this.edit = edit;
    this.renames = new TreeMap<>(renames);
    this.problems = problems;
  }

  /**
   * Renames columns that have only the old name until none is left: with a to b and b to c, the
   * second makes room for the first. An old name is one that the table has before all renames.
   */
  void declare() {
    TableState before = edit.state();
    Map<String, String> open = new TreeMap<>(renames);
    for (List<String> circle : new RenameCircles(renames).all()) {
      open.keySet().removeAll(circle);
      problems.add(
          RenameCircles.problem(
              desired.feature(),
              "column " + circle.get(0),
              "columns",
              circle,
              " of table " + Names.plain(desired.name())));
    }
    boolean renamed = true;
    while (renamed) {
      renamed = open.entrySet().removeIf(rename -> rename(rename.getKey(), rename.getValue()));
    }
    open.forEach((to, from) -> judge(before, to, from));
  }

  private boolean rename(String to, String from) {
    TableState table = edit.state();
    if (desired.column(to).isEmpty()
        || table.column(to).isPresent()
        || table.column(from).isEmpty()
        || made.contains(from)) {
      return false;
    }
    made.add(to);
    ColumnState column = table.column(from).orElseThrow().named(to);
    edit.add(after -> new RenameColumn(after, from, column));
    return true;
  }

  /** A rename that was not made now was made before, or cannot be made. */
  private void judge(TableState before, String to, String from) {
    String feature = desired.feature();
    String place = "column " + to;
    if (desired.column(to).isEmpty() || before.column(to).isEmpty()) {
      problems.add(
          Block.UNUSED_RENAME.problem(
              feature,
              place,
              "Cannot rename column "
                  + from
                  + " of table "
                  + Names.plain(desired.name())
                  + " to "
                  + to
                  + ", because "
                  + unusable(before, to, from)
                  + "; correct or remove @RenamedFrom(\""
                  + from
                  + "\")"));
    } else if (before.column(from).isPresent() && desired.column(from).isEmpty()) {
      problems.add(
          Block.RENAME_CLASH.problem(
              feature,
              place,
              "Cannot rename column "
                  + from
                  + " of table "
                  + Names.plain(desired.name())
                  + " to "
                  + to
                  + ", because the table has both; remove @RenamedFrom(\""
                  + from
                  + "\") and allow the loss of "
                  + from
                  + " with "
                  + SafetyRule.DROP_COLUMN.code()
                  + ":"
                  + feature
                  + "."
                  + from));
    }
  }

  private String unusable(TableState before, String to, String from) {
    if (desired.column(to).isEmpty()) {
      return "the spec has no " + to;
    }
    return before.column(from).isPresent()
        ? "another column was renamed from it"
        : "the table has neither";
  }
}
