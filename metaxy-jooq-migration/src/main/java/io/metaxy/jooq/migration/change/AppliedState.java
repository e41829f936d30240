package io.metaxy.jooq.migration.change;

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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the tables are after changes. Of {@link Change#table()} no columns and keys are taken, only
 * of the change itself, so that the state is that of a database which ran the scripts.
 */
public final class AppliedState {

  private AppliedState() {}

  /** The tables after the changes, in their order. */
  public static SchemaState of(SchemaState current, List<Change> changes) {
    Map<String, TableState> tables = new LinkedHashMap<>();
    current.tables().forEach(t -> tables.put(t.feature(), t));
    for (Change change : changes) {
      if (change instanceof RenameTable rename) {
        tables.remove(rename.from().feature());
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
    if (change instanceof RenameTable rename) {
      return rename.from();
    }
    TableState table = tables.get(change.table().feature());
    if (table == null) {
      throw new IllegalArgumentException(
          "Cannot change the table of feature "
              + change.table().feature()
              + ", which is not there; create it first");
    }
    return table;
  }

  /** A table after a change of it; null when it is dropped. */
  public static @Nullable TableState of(TableState before, Change change) {
    if (change instanceof DropTable) {
      return null;
    }
    Draft table = new Draft(before, change.table().idColumns());
    if (change instanceof RenameTable rename) {
      table.feature = rename.table().feature();
      table.name = rename.table().name();
    } else if (change instanceof AddColumn add) {
      table.columns.add(add.column());
    } else if (change instanceof DropColumn drop) {
      table.columns.removeIf(c -> c.name().equals(drop.column().name()));
    } else if (change instanceof RenameColumn rename) {
      table.rename(rename.from(), rename.column().name());
    } else if (change instanceof ChangeType type) {
      table.column(type.to().name(), c -> c.typed(type.to().type()));
    } else if (change instanceof ChangeNullability nullability) {
      table.column(nullability.to().name(), c -> c.nullable(nullability.to().nullable()));
    } else if (change instanceof ChangeRequired required) {
      table.column(required.to().name(), c -> c.required(required.to().required()));
    } else if (change instanceof AddStructKeys add) {
      table.column(add.column().name(), c -> c.typed(withKeys(c.type(), add.keys())));
    } else if (change instanceof CommentOnTable comment) {
      table.comment = comment.table().comment();
    } else if (change instanceof CommentOnColumn comment) {
      table.column(comment.column().name(), c -> c.commented(comment.column().comment()));
    } else {
      keys(table, change);
    }
    return table.state();
  }

  private static void keys(Draft table, Change change) {
    if (change instanceof AddPrimaryKey add) {
      table.primaryKey = add.key();
      add.key().columns().forEach(column -> table.column(column, c -> c.nullable(false)));
    } else if (change instanceof DropPrimaryKey) {
      table.primaryKey = null;
    } else if (change instanceof RenamePrimaryKey rename) {
      table.primaryKey = rename.to();
    } else if (change instanceof CreateIndex create) {
      table.indexes.add(create.index());
    } else if (change instanceof DropIndex drop) {
      table.indexes.removeIf(i -> i.name().equals(drop.index().name()));
    } else if (change instanceof RenameIndex rename) {
      table.indexes.replaceAll(i -> i.name().equals(rename.from().name()) ? rename.to() : i);
    }
  }

  private static StoredType withKeys(StoredType type, List<String> keys) {
    if (!(type instanceof ByField byField)) {
      return type;
    }
    List<String> all = new ArrayList<>(byField.keys());
    keys.stream().filter(k -> !all.contains(k)).forEach(all::add);
    return new ByField(byField.form(), all);
  }

  /** A table that is being changed. */
  private static final class Draft {

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

    void column(String column, UnaryOperator<ColumnState> change) {
      columns.replaceAll(c -> c.name().equals(column) ? change.apply(c) : c);
    }

    void rename(String from, String to) {
      column(from, c -> c.named(to));
      indexes.replaceAll(i -> renamed(i, from, to));
      primaryKey = primaryKey == null ? null : renamed(primaryKey, from, to);
    }

    private static KeyState renamed(KeyState key, String from, String to) {
      return new KeyState(
          key.name(), key.columns().stream().map(c -> c.equals(from) ? to : c).toList());
    }

    TableState state() {
      return new TableState(feature, name, comment, columns, idColumns, primaryKey, indexes);
    }
  }
}
