package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Ddl;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * For databases that cannot alter a table with an index: drops all indexes before the other
 * changes, and creates those of the new table after them.
 */
final class RebuiltIndexes {

  private final Ddl ddl;
  private final Safety safety;
  private final List<Change> changes;
  private final Optional<Change> reason;

  RebuiltIndexes(DatabaseSupport support, Safety safety, List<Change> changes) {
    this.ddl = support.ddl();
    this.safety = safety;
    this.changes = changes;
    this.reason = support.rebuildsIndexes(changes);
  }

  /** Whether a change concerns an index and is made here. */
  boolean makes(Change change) {
    return reason.isPresent() && change instanceof Change.OfIndex;
  }

  /** The table while its other changes are made. */
  TableState without(TableState table) {
    return reason.isEmpty()
        ? table
        : new TableState(
            table.feature(),
            table.name(),
            table.comment(),
            table.columns(),
            table.idColumns(),
            table.primaryKey(),
            List.of());
  }

  /** The statements before the other changes. */
  List<PlannedStatement> before(TableState table) {
    return statements(table, index -> new DropIndex(table, index));
  }

  /** The statements after the other changes. */
  List<PlannedStatement> after(TableState table) {
    return statements(table, index -> new CreateIndex(table, index));
  }

  /**
   * The statements under the rule of the index's own change, or else of the change that needs the
   * rebuild.
   */
  private List<PlannedStatement> statements(TableState table, Function<KeyState, Change> step) {
    List<PlannedStatement> statements = new ArrayList<>();
    if (reason.isPresent()) {
      for (KeyState index : table.indexes()) {
        Change made = step.apply(index);
        Optional<Change> own = changes.stream().filter(c -> isSame(c, made)).findFirst();
        for (String sql : ddl.statements(made)) {
          statements.add(
              new PlannedStatement(
                  sql,
                  own.orElse(reason.get()),
                  own.map(safety::rule).orElse(SafetyRule.REBUILD_INDEX)));
        }
      }
    }
    return statements;
  }

  /** Whether both drop, or both create, the index of one name. */
  private static boolean isSame(Change change, Change other) {
    return change instanceof Change.OfIndex a
        && other instanceof Change.OfIndex b
        && a.getClass() == b.getClass()
        && a.index().name().equals(b.index().name());
  }
}
