package io.metaxy.jooq.migration.plan;

import io.metaxy.jooq.migration.change.Change.AddColumn;
import io.metaxy.jooq.migration.change.Change.AddPrimaryKey;
import io.metaxy.jooq.migration.change.Change.AddStructKeys;
import io.metaxy.jooq.migration.change.Change.ChangeNullability;
import io.metaxy.jooq.migration.change.Change.ChangeRequired;
import io.metaxy.jooq.migration.change.Change.ChangeType;
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
 * The place of a change among those of its script: names first, because what follows knows the new
 * ones only, and what is dropped last.
 *
 * @param dropsEarly whether columns are dropped with the comments, before the keys that may not
 *     need them
 */
record ChangeOrder(boolean dropsEarly) implements ChangeVisitor<Integer> {

  @Override
  public Integer createTable(CreateTable change) {
    return -1;
  }

  @Override
  public Integer dropTable(DropTable change) {
    return -1;
  }

  @Override
  public Integer renameTable(RenameTable change) {
    return 2;
  }

  @Override
  public Integer addColumn(AddColumn change) {
    return 8;
  }

  @Override
  public Integer dropColumn(DropColumn change) {
    return dropsEarly ? 14 : 17;
  }

  @Override
  public Integer renameColumn(RenameColumn change) {
    return 3;
  }

  @Override
  public Integer changeType(ChangeType change) {
    return 10;
  }

  @Override
  public Integer changeNullability(ChangeNullability change) {
    return 12;
  }

  @Override
  public Integer changeRequired(ChangeRequired change) {
    return 11;
  }

  @Override
  public Integer addStructKeys(AddStructKeys change) {
    return 9;
  }

  @Override
  public Integer commentOnTable(CommentOnTable change) {
    return 13;
  }

  @Override
  public Integer commentOnColumn(CommentOnColumn change) {
    return 14;
  }

  @Override
  public Integer addPrimaryKey(AddPrimaryKey change) {
    return 15;
  }

  @Override
  public Integer dropPrimaryKey(DropPrimaryKey change) {
    return 7;
  }

  @Override
  public Integer renamePrimaryKey(RenamePrimaryKey change) {
    return 5;
  }

  @Override
  public Integer createIndex(CreateIndex change) {
    return 16;
  }

  @Override
  public Integer dropIndex(DropIndex change) {
    return 6;
  }

  @Override
  public Integer renameIndex(RenameIndex change) {
    return 4;
  }
}
