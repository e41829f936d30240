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
import io.metaxy.jooq.migration.database.SqlText;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What DuckDB selects from a table that it has to recreate, because it cannot make a change in
 * place:
 *
 * <pre>{@code
 * *
 * * exclude ("frames")
 * * replace (cast("frames" as bigint) as "frames")
 * }</pre>
 *
 * <p>Empty for a change in place.
 */
final class CopiedColumns implements ChangeVisitor<Optional<String>> {

  private final TableState before;
  private final SqlText text;
  private final Function<StoredType, String> typeName;

  CopiedColumns(TableState before, SqlText text, Function<StoredType, String> typeName) {
    this.before = before;
    this.text = text;
    this.typeName = typeName;
  }

  @Override
  public Optional<String> createTable(CreateTable change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> dropTable(DropTable change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> renameTable(RenameTable change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> addColumn(AddColumn change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> dropColumn(DropColumn change) {
    String column = change.column().name();
    return isBeforeKey(column)
        ? Optional.of("* exclude (" + text.name(column) + ")")
        : Optional.empty();
  }

  @Override
  public Optional<String> renameColumn(RenameColumn change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> changeType(ChangeType change) {
    if (!isInKeyOrIndex(change.from().name())) {
      return Optional.empty();
    }
    String column = text.name(change.to().name());
    String type = typeName.apply(change.to().type());
    return Optional.of("* replace (cast(" + column + " as " + type + ") as " + column + ")");
  }

  @Override
  public Optional<String> changeNullability(ChangeNullability change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> changeRequired(ChangeRequired change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> changeValues(ChangeValues change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> addStructKeys(AddStructKeys change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> commentOnTable(CommentOnTable change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> commentOnColumn(CommentOnColumn change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> addPrimaryKey(AddPrimaryKey change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> dropPrimaryKey(DropPrimaryKey change) {
    return Optional.of("*");
  }

  @Override
  public Optional<String> renamePrimaryKey(RenamePrimaryKey change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> createIndex(CreateIndex change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> dropIndex(DropIndex change) {
    return Optional.empty();
  }

  @Override
  public Optional<String> renameIndex(RenameIndex change) {
    return Optional.empty();
  }

  private boolean isBeforeKey(String column) {
    KeyState key = before.primaryKey();
    List<String> columns = before.columns().stream().map(ColumnState::name).toList();
    return key != null
        && key.columns().stream().anyMatch(k -> columns.indexOf(k) > columns.indexOf(column));
  }

  private boolean isInKeyOrIndex(String column) {
    KeyState key = before.primaryKey();
    return (key != null && key.columns().contains(column))
        || before.indexes().stream().anyMatch(index -> index.columns().contains(column));
  }
}
