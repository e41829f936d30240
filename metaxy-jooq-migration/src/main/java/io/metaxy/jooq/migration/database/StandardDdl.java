package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.change.Change;
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
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * Statements of the SQL standard, as far as databases follow it:
 *
 * <pre>{@code
 * create table "video" (
 *   "video_id" varchar not null,
 *   …
 *   constraint "video_metaxy_pk" primary key ("metaxy_feature_version", "video_id", "metaxy_updated_at")
 * );
 * comment on table "video" is 'Feature video';
 * alter table "video" add column "seconds" double precision;
 * alter table "video" alter column "frames" set data type bigint;
 * }</pre>
 */
public abstract class StandardDdl implements Ddl {

  private static final String BETWEEN = "metaxy_renamed";

  public final SqlText text;

  private final DatabaseTypes types;

  public StandardDdl(SQLDialect dialect, DatabaseTypes types) {
    text = new SqlText(dialect);
    this.types = types;
  }

  @Override
  public List<String> statements(Change change, TableState before) {
    return change.accept(new Statements(before));
  }

  /** The statements of each kind of change. */
  private final class Statements implements ChangeVisitor<List<String>> {

    private final TableState before;

    Statements(TableState before) {
      this.before = before;
    }

    @Override
    public List<String> createTable(CreateTable change) {
      return StandardDdl.this.createTable(change.table());
    }

    @Override
    public List<String> dropTable(DropTable change) {
      return List.of("drop table " + name(change.table()));
    }

    @Override
    public List<String> renameTable(RenameTable change) {
      return before.name().equals(change.table().name())
          ? List.of()
          : inSteps(
              before.name(),
              change.table().name(),
              (from, to) -> "alter table " + text.name(from) + " rename to " + text.name(to));
    }

    @Override
    public List<String> addColumn(AddColumn change) {
      return StandardDdl.this.addColumn(before, change.column());
    }

    @Override
    public List<String> dropColumn(DropColumn change) {
      return List.of(alter(before) + "drop column " + text.name(change.column().name()));
    }

    @Override
    public List<String> renameColumn(RenameColumn change) {
      return List.of(StandardDdl.this.renameColumn(before, change.from(), change.column().name()));
    }

    @Override
    public List<String> changeType(ChangeType change) {
      return StandardDdl.this.changeType(before, change.from(), change.to());
    }

    @Override
    public List<String> changeNullability(ChangeNullability change) {
      return List.of(StandardDdl.this.changeNullability(before, change.to()));
    }

    @Override
    public List<String> changeRequired(ChangeRequired change) {
      return StandardDdl.this.changeRequired(before, change.to());
    }

    @Override
    public List<String> addStructKeys(AddStructKeys change) {
      return StandardDdl.this.addStructKeys(before, change.column(), change.keys());
    }

    @Override
    public List<String> commentOnTable(CommentOnTable change) {
      return List.of(StandardDdl.this.commentOnTable(before, change.table().comment()));
    }

    @Override
    public List<String> commentOnColumn(CommentOnColumn change) {
      return List.of(StandardDdl.this.commentOnColumn(before, change.column()));
    }

    @Override
    public List<String> addPrimaryKey(AddPrimaryKey change) {
      return StandardDdl.this.addPrimaryKey(before, change.key());
    }

    @Override
    public List<String> dropPrimaryKey(DropPrimaryKey change) {
      return StandardDdl.this.dropPrimaryKey(before, change.key());
    }

    @Override
    public List<String> renamePrimaryKey(RenamePrimaryKey change) {
      return StandardDdl.this.renamePrimaryKey(before, change.from().name(), change.to().name());
    }

    @Override
    public List<String> createIndex(CreateIndex change) {
      return List.of(StandardDdl.this.createIndexOnline(before, change.index()));
    }

    @Override
    public List<String> dropIndex(DropIndex change) {
      return List.of(StandardDdl.this.dropIndex(before, change.index()));
    }

    @Override
    public List<String> renameIndex(RenameIndex change) {
      return StandardDdl.this.renameIndex(before, change.from(), change.to());
    }
  }

  @Override
  public final String typeName(StoredType type) {
    if (type instanceof Scalar scalar) {
      return types.ddl(scalar.type());
    }
    if (type instanceof ByField byField) {
      return byField(byField);
    }
    return ((Foreign) type).sql();
  }

  /** The name of a by-field column's type. */
  protected abstract String byField(ByField type);

  protected List<String> createTable(TableState table) {
    List<String> statements = new ArrayList<>();
    statements.add(createOnly(table));
    statements.addAll(indexes(table));
    statements.addAll(comments(table));
    return statements;
  }

  /** The table with its key. */
  private String createOnly(TableState table) {
    List<String> lines = new ArrayList<>();
    table.columns().forEach(column -> lines.add(definition(column)));
    KeyState key = table.primaryKey();
    if (key != null) {
      lines.add(constraint(key));
    }
    return lines.stream()
        .collect(
            Collectors.joining(
                ",\n  ", "create table " + name(table) + " (\n  ", "\n)" + tableOptions(table)));
  }

  /** The statements that make a table's indexes. */
  protected final List<String> indexes(TableState table) {
    return table.indexes().stream().map(index -> createIndex(table, index)).toList();
  }

  /** The statements that comment on a table and its columns. */
  protected List<String> comments(TableState table) {
    List<String> statements = new ArrayList<>();
    if (table.comment() != null) {
      statements.add(commentOnTable(table, table.comment()));
    }
    for (ColumnState column : table.columns()) {
      if (column.comment() != null) {
        statements.add(commentOnColumn(table, column));
      }
    }
    return statements;
  }

  /** A column as it stands in {@code create table}. */
  protected String definition(ColumnState column) {
    return text.name(column.name())
        + " "
        + typeName(column.type())
        + (column.nullable() ? "" : " not null");
  }

  /** What stands behind the columns. */
  protected String tableOptions(TableState table) {
    return "";
  }

  /** A primary key as it stands in {@code create table} and {@code alter table … add}. */
  protected String constraint(KeyState key) {
    return "constraint " + text.name(key.name()) + " primary key " + text.names(key.columns());
  }

  /** The statements that rename a primary key; none where it has no name. */
  protected List<String> renamePrimaryKey(TableState table, String from, String to) {
    return inSteps(
        from,
        to,
        (old, name) ->
            alter(table) + "rename constraint " + text.name(old) + " to " + text.name(name));
  }

  protected List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return inSteps(
        from.name(),
        to.name(),
        (old, name) -> "alter index " + text.name(old) + " rename to " + text.name(name));
  }

  /**
   * Names that differ by the prefix are one where it is empty, and nothing is renamed to itself.
   */
  protected static List<String> inSteps(String from, String to, BinaryOperator<String> rename) {
    return Names.plain(from).equals(Names.plain(to))
        ? List.of(rename.apply(from, BETWEEN), rename.apply(BETWEEN, to))
        : List.of(rename.apply(from, to));
  }

  protected List<String> addColumn(TableState table, ColumnState column) {
    List<String> statements = new ArrayList<>();
    statements.add(alter(table) + "add column " + definition(column));
    if (column.comment() != null) {
      statements.add(commentOnColumn(table, column));
    }
    return statements;
  }

  protected String renameColumn(TableState table, String from, String to) {
    return alter(table) + "rename column " + text.name(from) + " to " + text.name(to);
  }

  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    return List.of(
        alter(table)
            + "alter column "
            + text.name(to.name())
            + " set data type "
            + typeName(to.type()));
  }

  /** A check that new rows have a value; only where the database can ask it of new rows alone. */
  protected List<String> changeRequired(TableState table, ColumnState to) {
    throw new IllegalArgumentException(
        "Cannot require a value of new rows of column " + to.name() + " on this database");
  }

  protected String changeNullability(TableState table, ColumnState to) {
    return alter(table)
        + "alter column "
        + text.name(to.name())
        + (to.nullable() ? " drop not null" : " set not null");
  }

  protected List<String> addStructKeys(TableState table, ColumnState column, List<String> keys) {
    throw new IllegalArgumentException(
        "Cannot add keys to column " + column.name() + ": only DuckDB has structs");
  }

  protected String commentOnTable(TableState table, @Nullable String comment) {
    return "comment on table " + name(table) + " is " + commentText(comment);
  }

  protected String commentOnColumn(TableState table, ColumnState column) {
    return "comment on column "
        + name(table)
        + "."
        + text.name(column.name())
        + " is "
        + commentText(column.comment());
  }

  private String commentText(@Nullable String comment) {
    return comment == null ? "null" : text.literal(comment);
  }

  protected List<String> addPrimaryKey(TableState table, KeyState key) {
    return List.of(alter(table) + "add " + constraint(key));
  }

  protected List<String> dropPrimaryKey(TableState table, KeyState key) {
    return List.of(alter(table) + "drop constraint " + text.name(key.name()));
  }

  /** An index on a table that nobody uses yet. */
  protected final String createIndex(TableState table, KeyState index) {
    return "create index " + on(table, index);
  }

  /** An index on a table that is in use. */
  protected String createIndexOnline(TableState table, KeyState index) {
    return createIndex(table, index);
  }

  protected final String on(TableState table, KeyState index) {
    return text.name(index.name()) + " on " + name(table) + " " + text.names(index.columns());
  }

  protected String dropIndex(TableState table, KeyState index) {
    return "drop index " + text.name(index.name());
  }

  protected final String name(TableState table) {
    return text.name(table.name());
  }

  protected final String alter(TableState table) {
    return "alter table " + name(table) + " ";
  }
}
