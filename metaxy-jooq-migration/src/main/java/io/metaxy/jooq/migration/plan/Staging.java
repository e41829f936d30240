package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.database.DatabaseSupport;
import io.metaxy.jooq.migration.database.Stage;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stage of each change of a table. */
final class Staging {

  private final DatabaseSupport support;
  private final TableState before;
  private final List<Change> changes;

  Staging(DatabaseSupport support, TableState before, List<Change> changes) {
    this.support = support;
    this.before = before;
    ChangeOrder order = new ChangeOrder(support.dropsColumnsEarly());
    this.changes =
        changes.stream()
            .sorted(
                Comparator.comparing((Change change) -> stage(change, changes))
                    .thenComparing(change -> change.accept(order)))
            .toList();
  }

  /** The changes in the order in which they are made. */
  List<Change> changes() {
    return changes;
  }

  /** The stage of a change. */
  Stage stage(Change change) {
    return stage(change, changes);
  }

  private Stage stage(Change change, List<Change> all) {
    if (change instanceof Change.Rename) {
      return Stage.RENAME;
    }
    Stage stage = isUpgrade(change) ? Stage.UPGRADE : support.stage(change, all, before);
    return change instanceof DropIndex && stage.compareTo(Stage.RENAME) > 0 && renamesKey(all)
        ? Stage.RENAME
        : stage;
  }

  /** Whether a key or an index is renamed, for which the name of a dropped one must be free. */
  private static boolean renamesKey(List<Change> all) {
    return all.stream().anyMatch(c -> c instanceof RenameIndex || c instanceof RenamePrimaryKey);
  }

  /** Whether a newer version of the library, not a spec, requires a column or its type. */
  static boolean isUpgrade(Change change) {
    String column = column(change);
    return (change instanceof AddColumn || change instanceof ChangeType)
        && column != null
        && (column.startsWith(SystemColumns.PREFIX) || change.table().isSystem());
  }

  /** The name, after the change, of the column it is about; null for none. */
  static @Nullable String column(Change change) {
    return change instanceof Change.OfColumn ofColumn ? ofColumn.column().name() : null;
  }
}
