package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When each change of a table is made. */
final class Staging {

  private final MigrationDatabase db;
  private final TableState before;
  private final List<Change> changes;

  Staging(MigrationDatabase db, TableState before, List<Change> changes) {
    this.db = db;
    this.before = before;
    this.changes =
        changes.stream()
            .sorted(
                Comparator.comparing((Change change) -> stage(change, changes))
                    .thenComparing(change -> Stage.rank(change, db)))
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
    if (change instanceof RenameTable
        || change instanceof RenameColumn
        || change instanceof RenameIndex
        || change instanceof RenamePrimaryKey) {
      return Stage.RENAME;
    }
    if (isUpgrade(change)) {
      return Stage.UPGRADE;
    }
    if (db != MigrationDatabase.POSTGRESQL) {
      return Stage.ALTER;
    }
    if (change instanceof CreateIndex) {
      return Stage.INDEX;
    }
    boolean strict = change instanceof AddPrimaryKey || setsNotNull(change);
    return strict || waitsForKey(change, all) ? Stage.STRICT : Stage.ALTER;
  }

  /** Whether a primary key is replaced and this is its going, or what the old one forbids. */
  private boolean waitsForKey(Change change, List<Change> all) {
    KeyState old = before.primaryKey();
    if (old == null || all.stream().noneMatch(AddPrimaryKey.class::isInstance)) {
      return false;
    }
    String column = column(change);
    return change instanceof DropPrimaryKey
        || ((change instanceof DropColumn || change instanceof ChangeNullability)
            && old.columns().contains(column));
  }

  /** Whether a column may no longer be null. */
  static boolean setsNotNull(Change change) {
    return change instanceof ChangeNullability nullability && !nullability.to().nullable();
  }

  /** Whether a version of the library, not a spec, asks for a column or its type. */
  static boolean isUpgrade(Change change) {
    String column = column(change);
    return (change instanceof AddColumn || change instanceof ChangeType)
        && column != null
        && (column.startsWith(SystemColumns.PREFIX) || change.table().isSystem());
  }

  /** The column that a change is about, by its name after it; null is none. */
  static @Nullable String column(Change change) {
    if (change instanceof AddColumn add) {
      return add.column().name();
    } else if (change instanceof DropColumn drop) {
      return drop.column().name();
    } else if (change instanceof RenameColumn rename) {
      return rename.column().name();
    } else if (change instanceof ChangeType type) {
      return type.to().name();
    } else if (change instanceof ChangeNullability nullability) {
      return nullability.to().name();
    } else if (change instanceof ChangeRequired required) {
      return required.to().name();
    } else if (change instanceof CommentOnColumn comment) {
      return comment.column().name();
    }
    return change instanceof AddStructKeys add ? add.column().name() : null;
  }
}
