package io.metaxy.jooq.migration.database.postgresql;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.change.Change.ChangeValues;
import io.metaxy.jooq.migration.change.Change.CommentOnColumn;
import io.metaxy.jooq.migration.change.Change.CommentOnTable;
import io.metaxy.jooq.migration.change.Change.CreateIndex;
import io.metaxy.jooq.migration.change.Change.CreateTable;
import io.metaxy.jooq.migration.change.Change.DropColumn;
import io.metaxy.jooq.migration.change.Change.DropIndex;
import io.metaxy.jooq.migration.change.Change.DropPrimaryKey;
import io.metaxy.jooq.migration.change.Change.DropTable;
import io.metaxy.jooq.migration.change.Change.RenameColumn;
import io.metaxy.jooq.migration.change.Change.RenameIndex;
import io.metaxy.jooq.migration.change.Change.RenamePrimaryKey;
import io.metaxy.jooq.migration.change.Change.RenameTable;
import io.metaxy.jooq.migration.change.ChangeVisitor;
import io.metaxy.jooq.migration.database.Stage;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;

/**
 * The stage of a change on PostgreSQL. New keys and not-null constraints need all rows read first.
 */
final class PostgresStages implements ChangeVisitor<Stage> {

  private final List<Change> all;
  private final TableState before;

  /**
   * Takes all changes of a table.
   *
   * @param all the changes of the table
   * @param before the table before them
   */
  PostgresStages(List<Change> all, TableState before) {
    this.all = all;
    this.before = before;
  }

  @Override
  public Stage createTable(CreateTable change) {
    return Stage.ALTER;
  }

  @Override
  public Stage dropTable(DropTable change) {
    return Stage.ALTER;
  }

  @Override
  public Stage renameTable(RenameTable change) {
    return Stage.ALTER;
  }

  @Override
  public Stage addColumn(AddColumn change) {
    return Stage.ALTER;
  }

  @Override
  public Stage dropColumn(DropColumn change) {
    return isInReplacedKey(change.column()) ? Stage.STRICT : Stage.ALTER;
  }

  @Override
  public Stage renameColumn(RenameColumn change) {
    return Stage.ALTER;
  }

  @Override
  public Stage changeType(ChangeType change) {
    return Stage.ALTER;
  }

  @Override
  public Stage changeNullability(ChangeNullability change) {
    return !change.to().nullable() || isInReplacedKey(change.to()) ? Stage.STRICT : Stage.ALTER;
  }

  @Override
  public Stage changeRequired(ChangeRequired change) {
    return Stage.ALTER;
  }

  @Override
  public Stage changeValues(ChangeValues change) {
    return Stage.ALTER;
  }

  @Override
  public Stage addStructKeys(AddStructKeys change) {
    return Stage.ALTER;
  }

  @Override
  public Stage commentOnTable(CommentOnTable change) {
    return Stage.ALTER;
  }

  @Override
  public Stage commentOnColumn(CommentOnColumn change) {
    return Stage.ALTER;
  }

  @Override
  public Stage addPrimaryKey(AddPrimaryKey change) {
    return Stage.STRICT;
  }

  @Override
  public Stage dropPrimaryKey(DropPrimaryKey change) {
    return replacesKey() ? Stage.STRICT : Stage.ALTER;
  }

  @Override
  public Stage renamePrimaryKey(RenamePrimaryKey change) {
    return Stage.ALTER;
  }

  @Override
  public Stage createIndex(CreateIndex change) {
    return Stage.INDEX;
  }

  @Override
  public Stage dropIndex(DropIndex change) {
    return Stage.ALTER;
  }

  @Override
  public Stage renameIndex(RenameIndex change) {
    return Stage.ALTER;
  }

  /** Whether an existing primary key is replaced. */
  private boolean replacesKey() {
    return before.primaryKey() != null && all.stream().anyMatch(AddPrimaryKey.class::isInstance);
  }

  /** Whether the old key, which is dropped late, prevents an earlier change of a column. */
  private boolean isInReplacedKey(ColumnState column) {
    KeyState key = before.primaryKey();
    return key != null && replacesKey() && key.columns().contains(column.name());
  }
}
