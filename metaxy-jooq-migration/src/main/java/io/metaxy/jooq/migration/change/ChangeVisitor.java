package io.metaxy.jooq.migration.change;

/**
 * One method for each kind of change. A new kind adds a method, so code that must handle it does
 * not compile until it does.
 *
 * @param <T> the result
 */
public interface ChangeVisitor<T> {

  T createTable(Change.CreateTable change);

  T dropTable(Change.DropTable change);

  T renameTable(Change.RenameTable change);

  T addColumn(Change.AddColumn change);

  T dropColumn(Change.DropColumn change);

  T renameColumn(Change.RenameColumn change);

  T changeType(Change.ChangeType change);

  T changeNullability(Change.ChangeNullability change);

  T changeRequired(Change.ChangeRequired change);

  T changeValues(Change.ChangeValues change);

  T addStructKeys(Change.AddStructKeys change);

  T commentOnTable(Change.CommentOnTable change);

  T commentOnColumn(Change.CommentOnColumn change);

  T addPrimaryKey(Change.AddPrimaryKey change);

  T dropPrimaryKey(Change.DropPrimaryKey change);

  T renamePrimaryKey(Change.RenamePrimaryKey change);

  T createIndex(Change.CreateIndex change);

  T dropIndex(Change.DropIndex change);

  T renameIndex(Change.RenameIndex change);
}
