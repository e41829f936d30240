package io.metaxy.jooq.migration.change;

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

/** The name of each kind of change, which the report in JSON keeps. */
final class ChangeKinds implements ChangeVisitor<String> {

  @Override
  public String createTable(CreateTable change) {
    return "create-table";
  }

  @Override
  public String dropTable(DropTable change) {
    return "drop-table";
  }

  @Override
  public String renameTable(RenameTable change) {
    return "rename-table";
  }

  @Override
  public String addColumn(AddColumn change) {
    return "add-column";
  }

  @Override
  public String dropColumn(DropColumn change) {
    return "drop-column";
  }

  @Override
  public String renameColumn(RenameColumn change) {
    return "rename-column";
  }

  @Override
  public String changeType(ChangeType change) {
    return "change-type";
  }

  @Override
  public String changeNullability(ChangeNullability change) {
    return "change-nullability";
  }

  @Override
  public String changeRequired(ChangeRequired change) {
    return "change-required";
  }

  @Override
  public String changeValues(ChangeValues change) {
    return "change-values";
  }

  @Override
  public String addStructKeys(AddStructKeys change) {
    return "add-struct-keys";
  }

  @Override
  public String commentOnTable(CommentOnTable change) {
    return "comment-on-table";
  }

  @Override
  public String commentOnColumn(CommentOnColumn change) {
    return "comment-on-column";
  }

  @Override
  public String addPrimaryKey(AddPrimaryKey change) {
    return "add-primary-key";
  }

  @Override
  public String dropPrimaryKey(DropPrimaryKey change) {
    return "drop-primary-key";
  }

  @Override
  public String renamePrimaryKey(RenamePrimaryKey change) {
    return "rename-primary-key";
  }

  @Override
  public String createIndex(CreateIndex change) {
    return "create-index";
  }

  @Override
  public String dropIndex(DropIndex change) {
    return "drop-index";
  }

  @Override
  public String renameIndex(RenameIndex change) {
    return "rename-index";
  }
}
