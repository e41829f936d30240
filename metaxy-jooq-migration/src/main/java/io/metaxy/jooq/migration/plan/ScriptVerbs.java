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

/** The verb in the name of a script whose changes are all of one kind. */
final class ScriptVerbs implements ChangeVisitor<String> {

  static final String CREATE = "create";
  static final String DROP = "drop";

  /** The verb of a script that changes an existing table, in more than an index. */
  static final String ALTER = "alter";

  private static final String INDEX = "index";

  @Override
  public String createTable(CreateTable change) {
    return CREATE;
  }

  @Override
  public String dropTable(DropTable change) {
    return DROP;
  }

  @Override
  public String renameTable(RenameTable change) {
    return ALTER;
  }

  @Override
  public String addColumn(AddColumn change) {
    return ALTER;
  }

  @Override
  public String dropColumn(DropColumn change) {
    return ALTER;
  }

  @Override
  public String renameColumn(RenameColumn change) {
    return ALTER;
  }

  @Override
  public String changeType(ChangeType change) {
    return ALTER;
  }

  @Override
  public String changeNullability(ChangeNullability change) {
    return ALTER;
  }

  @Override
  public String changeRequired(ChangeRequired change) {
    return ALTER;
  }

  @Override
  public String changeValues(ChangeValues change) {
    return ALTER;
  }

  @Override
  public String addStructKeys(AddStructKeys change) {
    return ALTER;
  }

  @Override
  public String commentOnTable(CommentOnTable change) {
    return ALTER;
  }

  @Override
  public String commentOnColumn(CommentOnColumn change) {
    return ALTER;
  }

  @Override
  public String addPrimaryKey(AddPrimaryKey change) {
    return ALTER;
  }

  @Override
  public String dropPrimaryKey(DropPrimaryKey change) {
    return ALTER;
  }

  @Override
  public String renamePrimaryKey(RenamePrimaryKey change) {
    return ALTER;
  }

  @Override
  public String createIndex(CreateIndex change) {
    return INDEX;
  }

  @Override
  public String dropIndex(DropIndex change) {
    return INDEX;
  }

  @Override
  public String renameIndex(RenameIndex change) {
    return ALTER;
  }
}
