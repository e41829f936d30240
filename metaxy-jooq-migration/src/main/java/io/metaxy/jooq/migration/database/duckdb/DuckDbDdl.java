package io.metaxy.jooq.migration.database.duckdb;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.migration.change.AppliedState;
import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.Change.ChangeType;
import io.metaxy.jooq.migration.database.StandardDdl;
import io.metaxy.jooq.migration.database.duckdb.NestedTypes.Addition;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.StoredType.Nested;
import io.metaxy.jooq.migration.schema.StoredType.Scalar;
import io.metaxy.jooq.migration.schema.TableState;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;

/**
 * DuckDB. What differs from the standard:
 *
 * <ul>
 *   <li>A table with an index accepts only new columns and comments: for any other change its
 *       indexes are dropped and recreated.
 *   <li>A primary key cannot be dropped, the type of a column in a key or an index cannot be
 *       changed, and a column before one of the key cannot be dropped: the table is recreated and
 *       its rows are copied, including columns and struct keys that others added. If a copy would
 *       lose anything, such as an index that others created, the script stops first.
 *   <li>Primary keys have no names.
 *   <li>The number of elements of a list is part of its type.
 *   <li>A struct that changes its type silently loses the members that the new type lacks: the
 *       script stops first if the live type is not the known one.
 * </ul>
 */
final class DuckDbDdl extends StandardDdl {

  private static final String NEW = "__metaxy_new";
  private static final String AND_AGAIN =
      "; drop it first, let Flyway migrate, then create it again";

  public DuckDbDdl(DatabaseTypes types) {
    super(SQLDialect.DUCKDB, types);
  }

  @Override
  protected String byField(ByField type) {
    return switch (type.form()) {
      case STRUCT ->
          type.keys().stream()
              .map(key -> text.name(key) + " varchar")
              .collect(Collectors.joining(", ", "struct(", ")"));
      case MAP -> "map(varchar, varchar)";
      case JSON, JSONB -> "json";
      case TEXT -> "varchar";
    };
  }

  @Override
  protected String nested(Nested type) {
    return NestedTypes.name(type, text, this::typeName);
  }

  @Override
  public List<String> statements(Change change, TableState before) {
    Optional<String> copied = copied(change, before);
    if (copied.isPresent()) {
      return anew(before, after(before, change), copied.get());
    }
    List<String> statements = super.statements(change, before);
    return before.indexes().isEmpty() || goesWithIndexes(change)
        ? statements
        : withoutIndexes(before, after(before, change), statements);
  }

  @Override
  public boolean copies(Change change, TableState before) {
    return copied(change, before).isPresent();
  }

  private Optional<String> copied(Change change, TableState before) {
    return change.accept(new CopiedColumns(before, text, this::typeName));
  }

  private static TableState after(TableState before, Change change) {
    return Objects.requireNonNull(AppliedState.of(before, change), "a table that is dropped");
  }

  /** Whether the table may keep its indexes during a change. */
  static boolean goesWithIndexes(Change change) {
    return change.accept(new BesideIndexes());
  }

  private List<String> withoutIndexes(
      TableState before, TableState after, List<String> statements) {
    List<String> all = new ArrayList<>();
    before.indexes().forEach(index -> all.add(dropIndex(before, index)));
    all.addAll(statements);
    all.addAll(indexes(after));
    return all;
  }

  /** The new table, with the rows of the existing one. */
  private List<String> anew(TableState before, TableState after, String copied) {
    TableState fresh =
        new TableState(
            after.feature(),
            before.name() + NEW,
            after.comment(),
            after.columns(),
            after.idColumns(),
            after.primaryKey(),
            after.indexes());
    List<String> statements = new ArrayList<>();
    statements.add(refuseLoss(before));
    statements.add(
        "create table " + name(fresh) + " as\n  select " + copied + "\n  from " + name(before));
    for (ColumnState column : after.columns()) {
      if (!column.nullable()) {
        statements.add(changeNullability(fresh, column));
      }
    }
    if (after.primaryKey() != null) {
      statements.addAll(addPrimaryKey(fresh, after.primaryKey()));
    }
    statements.add(dropTable(before));
    statements.add(renameTable(fresh.name(), after.name()));
    statements.addAll(indexes(after));
    statements.addAll(comments(after));
    return statements;
  }

  /** DuckDB's own error does not name the index that prevents a change. */
  @Override
  public List<String> guards(Change change, TableState before) {
    List<String> guards = new ArrayList<>(indexGuards(change, before));
    if (change instanceof ChangeType type
        && type.from().type() instanceof Nested from
        && additions(type.from(), type.to()).isEmpty()) {
      guards.add(refuseOtherMembers(before, type.from(), from));
    }
    return guards;
  }

  /** The statement that fails if a struct has other members than is known, which would be lost. */
  private String refuseOtherMembers(TableState table, ColumnState column, Nested type) {
    return checked(
        "select case when count(*) > 0 then error("
            + text.literal(
                "Cannot change the type of column "
                    + column.name()
                    + " of table "
                    + table.name()
                    + ", because it is no longer the type that the last script left, but ")
            + " || string_agg(data_type, ', ') || "
            + text.literal(
                "; undo that change, or record it: run generate with" + " -Dmetaxy.current=scripts")
            + ") end\n  from duckdb_columns()"
            + here(table)
            + " and column_name = "
            + text.literal(column.name())
            + "\n    and data_type <> typeof(cast(null as "
            + typeName(type)
            + "))");
  }

  private List<String> indexGuards(Change change, TableState before) {
    return goesWithIndexes(change) || copies(change, before)
        ? List.of()
        : List.of(
            checked(
                "select case when count(*) > 0 then error("
                    + text.literal(
                        "Cannot alter table " + before.name() + " while it has the index ")
                    + " || string_agg(index_name, ', ' order by index_name) || "
                    + text.literal(AND_AGAIN)
                    + ") end\n  from duckdb_indexes()"
                    + here(before)
                    + without(
                        "index_name", before.indexes().stream().map(KeyState::name).toList())));
  }

  /** A statement without a result, which Flyway would log with the error as its head. */
  private static String checked(String query) {
    return "set variable metaxy_checked = (\n  " + query + "\n)";
  }

  private String here(TableState table) {
    return " where schema_name = current_schema() and database_name = current_database()"
        + " and table_name = "
        + text.literal(table.name());
  }

  /**
   * The statement that fails if a table has something that neither its copy nor this script would
   * have.
   */
  private String refuseLoss(TableState table) {
    String here = here(table);
    List<String> columns = table.columns().stream().map(ColumnState::name).toList();
    KeyState key = table.primaryKey();
    List<String> required =
        table.columns().stream()
            .filter(c -> !c.nullable() || (key != null && key.columns().contains(c.name())))
            .map(ColumnState::name)
            .toList();
    List<String> indexes = table.indexes().stream().map(KeyState::name).toList();
    String losses =
        String.join(
            "\n    union all ",
            "select 'the index ' || index_name as what from duckdb_indexes()"
                + here
                + without("index_name", indexes),
            "select 'the default of column ' || column_name from duckdb_columns()"
                + here
                + " and column_default is not null",
            "select 'the comment on column ' || column_name from duckdb_columns()"
                + here
                + " and comment <> ''"
                + without("column_name", columns),
            "select 'not null of column ' || column_name from duckdb_columns()"
                + here
                + " and not is_nullable"
                + without("column_name", required),
            "select 'the constraint ' || constraint_text from duckdb_constraints()"
                + here
                + " and constraint_type not in ('PRIMARY KEY', 'NOT NULL')");
    return checked(
        "select case when count(*) > 0 then error("
            + text.literal(
                "Cannot copy table " + table.name() + ", because the copy would not have ")
            + " || string_agg(what, ', ' order by what) || "
            + text.literal(AND_AGAIN)
            + ") end\n  from (\n    "
            + losses
            + "\n  )");
  }

  private String without(String column, List<String> known) {
    return known.isEmpty()
        ? ""
        : known.stream()
            .map(text::literal)
            .collect(Collectors.joining(", ", " and " + column + " not in (", ")"));
  }

  /**
   * Members are added one by one, next to those that others added; a list of one length becomes one
   * of another by way of a list of any length.
   */
  @Override
  protected List<String> changeType(TableState table, ColumnState from, ColumnState to) {
    Optional<List<Addition>> additions = additions(from, to);
    if (additions.isPresent()) {
      return additions.get().stream()
          .map(
              addition ->
                  alter(table)
                      + "add column "
                      + addition.path().stream().map(text::name).collect(Collectors.joining("."))
                      + " "
                      + typeName(addition.type()))
          .toList();
    }
    List<String> statements = super.changeType(table, from, to);
    if (!(from.type() instanceof Scalar before && to.type() instanceof Scalar after)
        || before.kind() != ColumnType.LIST
        || after.kind() != ColumnType.LIST
        || before.equals(limitless(before))
        || after.equals(limitless(after))) {
      return statements;
    }
    return List.of(
        statements.get(0)
            + " using cast(cast("
            + text.name(to.name())
            + " as "
            + typeName(limitless(after))
            + ") as "
            + typeName(after)
            + ")");
  }

  private static Optional<List<Addition>> additions(ColumnState from, ColumnState to) {
    return NestedTypes.additions(to.name(), from.type(), to.type());
  }

  /** A list of lists of any length. */
  private static Scalar limitless(Scalar type) {
    return type.type() instanceof ListOf list
        ? Scalar.list(limitless(new Scalar(list.element())), null)
        : type;
  }

  @Override
  protected List<String> renamePrimaryKey(TableState table, String from, String to) {
    return List.of();
  }

  @Override
  protected List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return List.of(dropIndex(table, from), createIndex(table, to));
  }

  @Override
  protected List<String> addStructKeys(TableState table, ColumnState column, List<String> keys) {
    return keys.stream()
        .map(
            key ->
                alter(table)
                    + "add column "
                    + text.name(column.name())
                    + "."
                    + text.name(key)
                    + " varchar")
        .toList();
  }
}
