package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.Change.RenameColumn;
import io.metaxy.jooq.spec.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of a table that are declared to have had another name. */
final class ColumnRenames {

  private final TableState desired;
  private final TableEdit edit;
  private final Map<String, String> renames;
  private final List<Problem> problems;

  ColumnRenames(
      TableState desired, TableEdit edit, Map<String, String> renames, List<Problem> problems) {
    this.desired = desired;
    this.edit = edit;
    this.renames = new TreeMap<>(renames);
    this.problems = problems;
  }

  /**
   * Renames what has the old name only, as long as there is something: of a to b and b to c, the
   * second makes room for the first.
   */
  void declare() {
    TableState before = edit.state();
    Map<String, String> open = new TreeMap<>(renames);
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
        || table.column(from).isEmpty()) {
      return false;
    }
    ColumnState column = table.column(from).orElseThrow().named(to);
    edit.add(after -> new RenameColumn(after, from, column));
    return true;
  }

  /** A rename that was not made was made before, or cannot be. */
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
                  + (desired.column(to).isEmpty() ? "the spec has no " + to : "it has neither")
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
                  + ", because it has both; remove @RenamedFrom(\""
                  + from
                  + "\") and allow the loss of "
                  + from
                  + " by "
                  + SafetyRule.DROP_COLUMN.code()
                  + ":"
                  + feature
                  + "."
                  + from));
    }
  }
}
