package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One difference between the tables that there are and those that the specs ask for. */
public sealed interface Change {

  /** The table as it is after all changes; before them when it is dropped. */
  TableState table();

  /** The whole table, its key and index included. */
  record CreateTable(TableState table) implements Change {}

  /** The table of a feature that left the specs. */
  record DropTable(TableState table) implements Change {}

  /** The table of a feature that has another key, or names its table otherwise. */
  record RenameTable(TableState table, TableState from) implements Change {}

  /** A column, after those that there are. */
  record AddColumn(TableState table, ColumnState column) implements Change {}

  /** A column that left the spec. */
  record DropColumn(TableState table, ColumnState column) implements Change {}

  /** A column by its new name, otherwise as it was. */
  record RenameColumn(TableState table, String from, ColumnState column) implements Change {}

  /** What a column stores. */
  record ChangeType(TableState table, ColumnState from, ColumnState to) implements Change {}

  /** Whether a column may be null. */
  record ChangeNullability(TableState table, ColumnState from, ColumnState to) implements Change {}

  /** Whether PostgreSQL refuses new rows without a value; with it the column as it is to be. */
  record ChangeRequired(TableState table, ColumnState to) implements Change {}

  /** The keys that a by-field column of a DuckDB table lacks. */
  record AddStructKeys(TableState table, ColumnState column, List<String> keys) implements Change {
    public AddStructKeys {
      keys = List.copyOf(keys);
    }
  }

  /** A table's comment. */
  record CommentOnTable(TableState table, @Nullable String from) implements Change {}

  /** A column's comment; with it the column as it is to be. */
  record CommentOnColumn(TableState table, ColumnState column) implements Change {}

  /** A primary key on a table that has none. */
  record AddPrimaryKey(TableState table, KeyState key) implements Change {}

  /** A primary key that is no longer asked for, or is another one. */
  record DropPrimaryKey(TableState table, KeyState key) implements Change {}

  /** An index on a table that there is. */
  record CreateIndex(TableState table, KeyState index) implements Change {}

  /** An index that is no longer asked for, or is another one. */
  record DropIndex(TableState table, KeyState index) implements Change {}

  /** A primary key by its new name, on the same columns. */
  record RenamePrimaryKey(TableState table, KeyState from, KeyState to) implements Change {}

  /** An index by its new name, on the same columns. */
  record RenameIndex(TableState table, KeyState from, KeyState to) implements Change {}
}
