package io.metaxy.jooq.migration.plan;

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

/**
 * The place of a change among those of its script: renames first, because what follows uses only
 * the new names, and drops last.
 *
 * @param dropsEarly whether columns are dropped along with the comments, before keys are created
 */
record ChangeOrder(boolean dropsEarly) implements ChangeVisitor<ChangeOrder.Place> {

  /** The places, first to last. */
  enum Place {
    TABLE,
    RENAME_TABLE,
    RENAME_COLUMN,
    DROP_INDEX,
    RENAME_INDEX,
    RENAME_PRIMARY_KEY,
    DROP_PRIMARY_KEY,
    ADD_COLUMN,
    ADD_STRUCT_KEYS,
    CHANGE_TYPE,
    CHANGE_REQUIRED,
    CHANGE_NULLABILITY,
    COMMENT_ON_TABLE,
    COMMENT_ON_COLUMN,
    ADD_PRIMARY_KEY,
    CREATE_INDEX,
    DROP_COLUMN
  }

  @Override
  public Place createTable(CreateTable change) {
    return Place.TABLE;
  }

  @Override
  public Place dropTable(DropTable change) {
    return Place.TABLE;
  }

  @Override
  public Place renameTable(RenameTable change) {
    return Place.RENAME_TABLE;
  }

  @Override
  public Place addColumn(AddColumn change) {
    return Place.ADD_COLUMN;
  }

  @Override
  public Place dropColumn(DropColumn change) {
    return dropsEarly ? Place.COMMENT_ON_COLUMN : Place.DROP_COLUMN;
  }

  @Override
  public Place renameColumn(RenameColumn change) {
    return Place.RENAME_COLUMN;
  }

  @Override
  public Place changeType(ChangeType change) {
    return Place.CHANGE_TYPE;
  }

  @Override
  public Place changeNullability(ChangeNullability change) {
    return Place.CHANGE_NULLABILITY;
  }

  @Override
  public Place changeRequired(ChangeRequired change) {
    return Place.CHANGE_REQUIRED;
  }

  @Override
  public Place changeValues(ChangeValues change) {
    return Place.CHANGE_TYPE;
  }

  @Override
  public Place addStructKeys(AddStructKeys change) {
    return Place.ADD_STRUCT_KEYS;
  }

  @Override
  public Place commentOnTable(CommentOnTable change) {
    return Place.COMMENT_ON_TABLE;
  }

  @Override
  public Place commentOnColumn(CommentOnColumn change) {
    return Place.COMMENT_ON_COLUMN;
  }

  @Override
  public Place addPrimaryKey(AddPrimaryKey change) {
    return Place.ADD_PRIMARY_KEY;
  }

  @Override
  public Place dropPrimaryKey(DropPrimaryKey change) {
    return Place.DROP_PRIMARY_KEY;
  }

  @Override
  public Place renamePrimaryKey(RenamePrimaryKey change) {
    return Place.RENAME_PRIMARY_KEY;
  }

  @Override
  public Place createIndex(CreateIndex change) {
    return Place.CREATE_INDEX;
  }

  @Override
  public Place dropIndex(DropIndex change) {
    return Place.DROP_INDEX;
  }

  @Override
  public Place renameIndex(RenameIndex change) {
    return Place.RENAME_INDEX;
  }
}
