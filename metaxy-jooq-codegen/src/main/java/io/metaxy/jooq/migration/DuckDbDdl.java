package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.StoredType.ByField;
import io.metaxy.jooq.migration.StoredType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;

/**
 * DuckDB. What differs from the standard:
 *
 * <ul>
 *   <li>A table with an index cannot be altered: its indexes are dropped and made anew around each
 *       change.
 *   <li>A primary key cannot be dropped, nor the type of a column changed that is in it or was in
 *       an index, nor a column dropped that stands before one of the key: the table is made anew,
 *       and its rows are copied.
 *   <li>Primary keys have no name.
 * </ul>
 */
final class DuckDbDdl extends StandardDdl {

  private static final String NEW = "__metaxy_new";

  DuckDbDdl() {
    super(SQLDialect.DUCKDB);
  }

  @Override
  String scalar(Scalar type) {
    return switch (type.type()) {
      case STRING, ENUM -> "varchar";
      case BOOLEAN -> "boolean";
      case INT8 -> "tinyint";
      case INT16 -> "smallint";
      case INT32 -> "integer";
      case INT64 -> "bigint";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      case DECIMAL -> "decimal" + decimal(type);
      case UUID -> "uuid";
      case BINARY -> "blob";
      case INSTANT, OFFSET_DATE_TIME -> "timestamp with time zone";
      case LOCAL_DATE -> "date";
      case LOCAL_DATE_TIME -> "timestamp";
      case LOCAL_TIME -> "time";
      case JSON -> "json";
    };
  }

  @Override
  String byField(ByField type) {
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
  public List<String> statements(Change change, TableState before) {
    if (change instanceof Change.DropPrimaryKey) {
      return anew(before, after(before, change));
    }
    if (change instanceof Change.ChangeType type && isInKey(before, type.from().name())) {
      return anew(before, after(before, change));
    }
    if (change instanceof Change.DropColumn drop && isBeforeKey(before, drop.column().name())) {
      return anew(before, after(before, change));
    }
    List<String> statements = super.statements(change, before);
    return before.indexes().isEmpty() || goesWithIndexes(change)
        ? statements
        : withoutIndexes(before, after(before, change), statements);
  }

  private static TableState after(TableState before, Change change) {
    return Objects.requireNonNull(AppliedState.of(before, change), "a table that is dropped");
  }

  private static boolean goesWithIndexes(Change change) {
    return change instanceof Change.CreateTable
        || change instanceof Change.DropTable
        || change instanceof Change.CommentOnTable
        || change instanceof Change.CommentOnColumn
        || change instanceof Change.CreateIndex
        || change instanceof Change.DropIndex
        || change instanceof Change.RenameIndex
        || change instanceof Change.RenamePrimaryKey;
  }

  private static boolean isBeforeKey(TableState table, String column) {
    KeyState key = table.primaryKey();
    List<String> columns = table.columns().stream().map(ColumnState::name).toList();
    return key != null
        && key.columns().stream().anyMatch(k -> columns.indexOf(k) > columns.indexOf(column));
  }

  private static boolean isInKey(TableState table, String column) {
    KeyState key = table.primaryKey();
    return (key != null && key.columns().contains(column))
        || table.indexes().stream().anyMatch(index -> index.columns().contains(column));
  }

  private List<String> withoutIndexes(
      TableState before, TableState after, List<String> statements) {
    List<String> all = new ArrayList<>();
    before.indexes().forEach(index -> all.add(dropIndex(before, index)));
    all.addAll(statements);
    all.addAll(indexes(after));
    return all;
  }

  /** The table as it is to be, with the rows of the one that there is. */
  private List<String> anew(TableState before, TableState after) {
    String columns =
        after.columns().stream()
            .map(column -> text.name(column.name()))
            .collect(Collectors.joining(", "));
    String fresh = before.name() + NEW;
    List<String> statements = new ArrayList<>();
    statements.add(createOnly(after, fresh));
    statements.add(
        "insert into "
            + text.name(fresh)
            + " ("
            + columns
            + ")\n  select "
            + columns
            + "\n  from "
            + name(before));
    statements.add("drop table " + name(before));
    statements.add("alter table " + text.name(fresh) + " rename to " + name(after));
    statements.addAll(indexes(after));
    statements.addAll(comments(after));
    return statements;
  }

  @Override
  List<String> renamePrimaryKey(TableState table, String from, String to) {
    return List.of();
  }

  @Override
  List<String> renameIndex(TableState table, KeyState from, KeyState to) {
    return List.of(dropIndex(table, from), createIndex(table, to));
  }

  @Override
  List<String> addStructKeys(TableState table, ColumnState column, List<String> keys) {
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
