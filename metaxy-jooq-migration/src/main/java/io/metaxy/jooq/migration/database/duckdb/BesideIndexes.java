package io.metaxy.jooq.migration.database.duckdb;

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

/** Whether DuckDB can make a change on a table that has indexes. */
final class BesideIndexes implements ChangeVisitor<Boolean> {

  @Override
  public Boolean createTable(CreateTable change) {
    return true;
  }

  @Override
  public Boolean dropTable(DropTable change) {
    return true;
  }

  @Override
  public Boolean renameTable(RenameTable change) {
    return false;
  }

  @Override
  public Boolean addColumn(AddColumn change) {
    return true;
  }

  @Override
  public Boolean dropColumn(DropColumn change) {
    return false;
  }

  @Override
  public Boolean renameColumn(RenameColumn change) {
    return false;
  }

  @Override
  public Boolean changeType(ChangeType change) {
    return false;
  }

  @Override
  public Boolean changeNullability(ChangeNullability change) {
    return false;
  }

  @Override
  public Boolean changeRequired(ChangeRequired change) {
    return false;
  }

  @Override
  public Boolean changeValues(ChangeValues change) {
    return true;
  }

  @Override
  public Boolean addStructKeys(AddStructKeys change) {
    return false;
  }

  @Override
  public Boolean commentOnTable(CommentOnTable change) {
    return true;
  }

  @Override
  public Boolean commentOnColumn(CommentOnColumn change) {
    return true;
  }

  @Override
  public Boolean addPrimaryKey(AddPrimaryKey change) {
    return false;
  }

  @Override
  public Boolean dropPrimaryKey(DropPrimaryKey change) {
    return false;
  }

  @Override
  public Boolean renamePrimaryKey(RenamePrimaryKey change) {
    return true;
  }

  @Override
  public Boolean createIndex(CreateIndex change) {
    return true;
  }

  @Override
  public Boolean dropIndex(DropIndex change) {
    return true;
  }

  @Override
  public Boolean renameIndex(RenameIndex change) {
    return true;
  }
}
