package io.metaxy.jooq.migration.database;

import static org.jooq.impl.DSL.quotedName;

import io.metaxy.jooq.dialect.DatabaseTypes;
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
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.Names;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Foreign;
import io.metaxy.jooq.migration.schema.StoredType.Items;
import io.metaxy.jooq.migration.schema.StoredType.MapOf;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.StoredType.Struct;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jooq.AlterTableStep;
import org.jooq.Constraint;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
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
 *
 * <p>jOOQ renders most of them: renamed tables, columns, indexes and constraints, dropped tables,
 * indexes and keys, keys added or part of a table, comments, names and literals. What it would
 * render differently from existing scripts is rendered here:
 *
 * <table>
 *   <caption>Statements that jOOQ 3.19 and 3.21 do not render as scripts have them</caption>
 *   <tr><th>statement</th><th>database</th><th>jOOQ renders</th><th>ours because</th></tr>
 *   <tr><td>{@code create table}, {@code add column}</td><td>all</td>
 *     <td>its own names of types, such as {@code int}; {@code add "c"}</td>
 *     <td>names of types are ours, and only jOOQ's internals create a type with a given name</td></tr>
 *   <tr><td>the same</td><td>MariaDB</td>
 *     <td>no collation of a table, no attribute that others gave a column</td>
 *     <td>texts would compare differently, and the attribute would be lost</td></tr>
 *   <tr><td>{@code set data type}</td><td>all but MariaDB</td>
 *     <td>{@code alter "c" bigint} on H2, {@code alter "c" type bigint} on PostgreSQL</td>
 *     <td>as {@code create table}; PostgreSQL's {@code using} is missing</td></tr>
 *   <tr><td>{@code drop column}</td><td>all</td><td>{@code drop "c"}</td>
 *     <td>scripts have the word {@code column}</td></tr>
 *   <tr><td>{@code set not null}, {@code drop not null}</td><td>all but MariaDB</td>
 *     <td>{@code alter "c" set not null}</td><td>scripts have the word {@code column}</td></tr>
 *   <tr><td>{@code modify column}</td><td>MariaDB</td>
 *     <td>{@code change column `c` `c` other not null}; {@code comment on column}</td>
 *     <td>MariaDB has no type {@code other} and no such comment, and redefines whole columns</td></tr>
 *   <tr><td>{@code create index}</td><td>all</td><td>{@code on "t"("a", "b")}</td>
 *     <td>scripts have a space before the columns</td></tr>
 *   <tr><td>{@code create index concurrently}, {@code check (…) not valid}, {@code validate
 *     constraint}, {@code primary key using index}</td><td>PostgreSQL</td><td>nothing</td>
 *     <td>jOOQ does not know them</td></tr>
 *   <tr><td>{@code add column "c"."key"}</td><td>DuckDB</td><td>nothing</td>
 *     <td>jOOQ does not know keys of structs</td></tr>
 *   <tr><td>{@code create table … as select * exclude (…)}, {@code * replace (…)}</td>
 *     <td>DuckDB</td><td>{@code * except (…)}, and 3.21 {@code * exclude (…)}</td>
 *     <td>minor versions differ, and none has {@code replace}</td></tr>
 *   <tr><td>what stops a script before a loss</td><td>DuckDB</td>
 *     <td>a query, not DDL</td><td>its functions {@code error} and {@code duckdb_indexes} are
 *       DuckDB's own</td></tr>
 * </table>
 */
public abstract class StandardDdl implements Ddl {

  private static final String BETWEEN = "metaxy_renamed";
  private static final String ADD_COLUMN = "add column ";
  private static final String IF_NOT_EXISTS = "if not exists ";

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
      return StandardDdl.this.createTable(change.table(), "");
    }

    @Override
    public List<String> dropTable(DropTable change) {
      return List.of(StandardDdl.this.dropTable(change.table()));
    }

    @Override
    public List<String> renameTable(RenameTable change) {
      return before.name().equals(change.table().name())
          ? List.of()
          : inSteps(before.name(), change.table().name(), StandardDdl.this::renameTable);
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
    public List<String> changeValues(ChangeValues change) {
      return List.of();
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
    return type.accept(new TypeNames());
  }

  /** The name of each kind of type. */
  private final class TypeNames implements StoredType.Visitor<String> {

    @Override
    public String scalar(Scalar type) {
      return types.ddl(type.type());
    }

    @Override
    public String byField(ByField type) {
      return StandardDdl.this.byField(type);
    }

    @Override
    public String struct(Struct type) {
      return nested(type);
    }

    @Override
    public String map(MapOf type) {
      return nested(type);
    }

    @Override
    public String items(Items type) {
      return nested(type);
    }

    @Override
    public String foreign(Foreign type) {
      return type.sql();
    }
  }

  /** The name of a struct, a map or a list of these. */
  protected String nested(Nested type) {
    throw new IllegalArgumentException("Cannot name the type " + type + ": it is JSON here");
  }

  /** The name of a by-field column's type. */
  protected abstract String byField(ByField type);

  @Override
  public final List<String> createIfMissing(TableState table) {
    return createTable(table, IF_NOT_EXISTS);
  }

  private List<String> createTable(TableState table, String condition) {
    List<String> statements = new ArrayList<>();
    statements.add(createOnly(table, condition));
    statements.addAll(indexes(table, condition));
    statements.addAll(comments(table));
    return statements;
  }

  /** The {@code create table} statement, with the primary key. */
  private String createOnly(TableState table, String condition) {
    return createOnly(table, condition, List.of());
  }

  /**
   * The same, with further elements of the table.
   *
   * @param condition {@code if not exists}, or nothing
   */
  protected final String createOnly(TableState table, String condition, List<String> elements) {
    List<String> lines = new ArrayList<>();
    table.columns().forEach(column -> lines.add(definition(column)));
    KeyState key = table.primaryKey();
    if (key != null) {
      lines.add(text.render(primaryKey(key)));
    }
    lines.addAll(elements);
    return lines.stream()
        .collect(
            Collectors.joining(
                ",\n  ",
                "create table " + condition + name(table) + " (\n  ",
                "\n)" + tableOptions(table)));
  }

  /** The statements that create a table's indexes. */
  protected final List<String> indexes(TableState table) {
    return indexes(table, "");
  }

  private List<String> indexes(TableState table, String condition) {
    return table.indexes().stream().map(index -> createIndex(table, index, condition)).toList();
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

  /** A column's definition in {@code create table}. */
  protected String definition(ColumnState column) {
    return text.name(column.name())
        + " "
        + typeName(column.type())
        + (column.nullable() ? "" : " not null");
  }

  /** What follows the columns in {@code create table}; empty for nothing. */
  protected String tableOptions(TableState table) {
    return "";
  }

  /** A primary key's definition in {@code create table} and {@code alter table … add}. */
  protected Constraint primaryKey(KeyState key) {
    return DSL.constraint(quotedName(key.name())).primaryKey(SqlText.quoted(key.columns()));
  }

  /** The statements that rename a primary key; none where primary keys have no name. */
  protected List<String> renamePrimaryKey(TableState table, String from, String to) {
    return inSteps(
        from,
        to,
        (old, name) ->
            text.render(alterTable(table).renameConstraint(quotedName(old)).to(quotedName(name))));
  }

  protected List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return inSteps(
        from.name(),
        to.name(),
        (old, name) -> text.render(DSL.alterIndex(quotedName(old)).renameTo(quotedName(name))));
  }

  /**
   * Renames through a third name when names differ only by the prefix: with an empty prefix they
   * are equal, and nothing can be renamed to itself.
   */
  protected static List<String> inSteps(String from, String to, BinaryOperator<String> rename) {
    return Names.plain(from).equals(Names.plain(to))
        ? List.of(rename.apply(from, BETWEEN), rename.apply(BETWEEN, to))
        : List.of(rename.apply(from, to));
  }

  protected List<String> addColumn(TableState table, ColumnState column) {
    List<String> statements = new ArrayList<>();
    statements.add(alter(table) + ADD_COLUMN + definition(column));
    if (column.comment() != null) {
      statements.add(commentOnColumn(table, column));
    }
    return statements;
  }

  @Override
  public final List<String> addIfMissing(TableState table, ColumnState column) {
    List<String> statements = new ArrayList<>(addColumn(table, column));
    String start = alter(table) + ADD_COLUMN;
    statements.set(0, start + IF_NOT_EXISTS + statements.get(0).substring(start.length()));
    return statements;
  }

  private String renameColumn(TableState table, String from, String to) {
    return text.render(alterTable(table).renameColumn(quotedName(from)).to(quotedName(to)));
  }

  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    return List.of(
        alter(table)
            + "alter column "
            + text.name(to.name())
            + " set data type "
            + typeName(to.type()));
  }

  /** A check that new rows have a value, where the database can restrict it to new rows. */
  protected List<String> changeRequired(TableState table, ColumnState to) {
    throw new IllegalArgumentException(
        "Cannot require a value in new rows of column " + to.name() + " on this database");
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
    return text.render(
        DSL.commentOnTable(quotedName(table.name())).is(Objects.requireNonNullElse(comment, "")));
  }

  protected String commentOnColumn(TableState table, ColumnState column) {
    return text.render(
        DSL.commentOnColumn(quotedName(table.name(), column.name()))
            .is(Objects.requireNonNullElse(column.comment(), "")));
  }

  protected List<String> addPrimaryKey(TableState table, KeyState key) {
    return List.of(text.render(alterTable(table).add(primaryKey(key))));
  }

  protected List<String> dropPrimaryKey(TableState table, KeyState key) {
    return List.of(text.render(alterTable(table).dropConstraint(quotedName(key.name()))));
  }

  /** Creates an index on a table that is not in use yet. */
  protected final String createIndex(TableState table, KeyState index) {
    return createIndex(table, index, "");
  }

  private String createIndex(TableState table, KeyState index, String condition) {
    return create(index) + condition + on(table, index);
  }

  /** The start of a statement that creates an index. */
  protected static String create(KeyState index) {
    return index.unique() ? "create unique index " : "create index ";
  }

  /** Creates an index on a table in use. */
  protected String createIndexOnline(TableState table, KeyState index) {
    return createIndex(table, index);
  }

  protected final String on(TableState table, KeyState index) {
    return text.name(index.name()) + " on " + name(table) + " " + text.names(index.columns());
  }

  protected String dropIndex(TableState table, KeyState index) {
    return text.render(DSL.dropIndex(quotedName(index.name())));
  }

  protected final String dropTable(TableState table) {
    return text.render(DSL.dropTable(quotedName(table.name())));
  }

  protected final String renameTable(String from, String to) {
    return text.render(DSL.alterTable(quotedName(from)).renameTo(quotedName(to)));
  }

  protected final String name(TableState table) {
    return text.name(table.name());
  }

  protected final String alter(TableState table) {
    return "alter table " + name(table) + " ";
  }

  /** The start of an {@code alter table} statement that jOOQ renders. */
  protected static AlterTableStep alterTable(TableState table) {
    return DSL.alterTable(quotedName(table.name()));
  }
}
