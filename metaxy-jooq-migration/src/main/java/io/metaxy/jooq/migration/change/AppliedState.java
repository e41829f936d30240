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
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.SchemaState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.StoredType.ByField;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables after changes. Columns and keys come from the change itself, not from {@link
 * Change#table()}, so the state is that of a database that ran the scripts.
 */
public final class AppliedState {

  private AppliedState() {}

  /** The tables after the changes, made in order. */
  public static SchemaState of(SchemaState current, List<Change> changes) {
    Map<String, TableState> tables = new LinkedHashMap<>();
    current.tables().forEach(t -> tables.put(t.feature(), t));
    for (Change change : changes) {
      if (!(change instanceof Change.InPlace)) {
        tables.remove(change.tableBefore().feature());
      }
      TableState after = of(before(tables, change), change);
      if (after == null) {
        tables.remove(change.table().feature());
      } else {
        tables.put(after.feature(), after);
      }
    }
    return new SchemaState(List.copyOf(tables.values()));
  }

  private static TableState before(Map<String, TableState> tables, Change change) {
    if (change instanceof CreateTable create) {
      return create.table();
    }
    if (!(change instanceof Change.InPlace)) {
      return change.tableBefore();
    }
    TableState table = tables.get(change.table().feature());
    if (table == null) {
      throw new IllegalArgumentException(
          "Cannot change the table of feature "
              + change.table().feature()
              + ", which does not exist; create it first");
    }
    return table;
  }

  /** A table after a change of it; null when it is dropped. */
  public static @Nullable TableState of(TableState before, Change change) {
    return change.accept(new Draft(before, change.table().idColumns())).orElse(null);
  }

  private static StoredType withKeys(StoredType type, List<String> keys) {
    if (!(type instanceof ByField byField)) {
      return type;
    }
    List<String> all = new ArrayList<>(byField.keys());
    keys.stream().filter(k -> !all.contains(k)).forEach(all::add);
    return new ByField(byField.form(), all);
  }

  /** A table being changed: each method makes a change and returns the table after it. */
  private static final class Draft implements ChangeVisitor<Optional<TableState>> {

    private String feature;
    private String name;
    private @Nullable String comment;
    private final List<ColumnState> columns;
    private final List<String> idColumns;
    private @Nullable KeyState primaryKey;
    private final List<KeyState> indexes;

    Draft(TableState table, List<String> ids) {
      feature = table.feature();
      name = table.name();
      comment = table.comment();
      columns = new ArrayList<>(table.columns());
      idColumns = ids;
      primaryKey = table.primaryKey();
      indexes = new ArrayList<>(table.indexes());
    }

    @Override
    public Optional<TableState> createTable(CreateTable change) {
      return state();
    }

    @Override
    public Optional<TableState> dropTable(DropTable change) {
      return Optional.empty();
    }

    @Override
    public Optional<TableState> renameTable(RenameTable change) {
      feature = change.table().feature();
      name = change.table().name();
      return state();
    }

    @Override
    public Optional<TableState> addColumn(AddColumn change) {
      columns.add(change.column());
      return state();
    }

    @Override
    public Optional<TableState> dropColumn(DropColumn change) {
      columns.removeIf(c -> c.name().equals(change.column().name()));
      return state();
    }

    @Override
    public Optional<TableState> renameColumn(RenameColumn change) {
      rename(change.from(), change.column().name());
      return state();
    }

    @Override
    public Optional<TableState> changeType(ChangeType change) {
      column(change.to().name(), c -> c.typed(change.to().type()));
      return state();
    }

    @Override
    public Optional<TableState> changeNullability(ChangeNullability change) {
      column(change.to().name(), c -> c.nullable(change.to().nullable()));
      return state();
    }

    @Override
    public Optional<TableState> changeRequired(ChangeRequired change) {
      column(change.to().name(), c -> c.required(change.to().required()));
      return state();
    }

    @Override
    public Optional<TableState> changeValues(ChangeValues change) {
      column(change.to().name(), c -> c.holding(change.to().constants(), change.to().shape()));
      return state();
    }

    @Override
    public Optional<TableState> addStructKeys(AddStructKeys change) {
      column(change.column().name(), c -> c.typed(withKeys(c.type(), change.keys())));
      return state();
    }

    @Override
    public Optional<TableState> commentOnTable(CommentOnTable change) {
      comment = change.table().comment();
      return state();
    }

    @Override
    public Optional<TableState> commentOnColumn(CommentOnColumn change) {
      column(change.column().name(), c -> c.commented(change.column().comment()));
      return state();
    }

    @Override
    public Optional<TableState> addPrimaryKey(AddPrimaryKey change) {
      primaryKey = change.key();
      change.key().columns().forEach(column -> column(column, c -> c.nullable(false)));
      return state();
    }

    @Override
    public Optional<TableState> dropPrimaryKey(DropPrimaryKey change) {
      primaryKey = null;
      return state();
    }

    @Override
    public Optional<TableState> renamePrimaryKey(RenamePrimaryKey change) {
      primaryKey = change.to();
      return state();
    }

    @Override
    public Optional<TableState> createIndex(CreateIndex change) {
      indexes.add(change.index());
      return state();
    }

    @Override
    public Optional<TableState> dropIndex(DropIndex change) {
      indexes.removeIf(i -> i.name().equals(change.index().name()));
      return state();
    }

    @Override
    public Optional<TableState> renameIndex(RenameIndex change) {
      indexes.replaceAll(i -> i.name().equals(change.from().name()) ? change.to() : i);
      return state();
    }

    private void column(String column, UnaryOperator<ColumnState> change) {
      columns.replaceAll(c -> c.name().equals(column) ? change.apply(c) : c);
    }

    private void rename(String from, String to) {
      column(from, c -> c.named(to));
      indexes.replaceAll(i -> renamed(i, from, to));
      primaryKey = primaryKey == null ? null : renamed(primaryKey, from, to);
    }

    private static KeyState renamed(KeyState key, String from, String to) {
      return key.renaming(column -> column.equals(from) ? to : column);
    }

    private Optional<TableState> state() {
      return Optional.of(
          new TableState(feature, name, comment, columns, idColumns, primaryKey, indexes));
    }
  }
}
