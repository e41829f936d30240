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

  /** Calls the visitor's method of this kind. */
  <T> T accept(ChangeVisitor<T> visitor);

  /** A change of one column. */
  sealed interface OfColumn extends Change {
    /** The column as it is after the change; before it when it is dropped. */
    ColumnState column();
  }

  /** A change of a table's primary key. */
  sealed interface OfPrimaryKey extends Change {}

  /** A change of one index. */
  sealed interface OfIndex extends Change {
    /** The index as it is after the change; before it when it is dropped. */
    KeyState index();
  }

  /** Another name for what stays as it is. */
  sealed interface Rename extends Change {}

  /** The whole table, its key and index included. */
  record CreateTable(TableState table) implements Change {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.createTable(this);
    }
  }

  /** The table of a feature that left the specs. */
  record DropTable(TableState table) implements Change {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropTable(this);
    }
  }

  /** The table of a feature that has another key, or names its table otherwise. */
  record RenameTable(TableState table, TableState from) implements Rename {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renameTable(this);
    }
  }

  /** A column, after those that there are. */
  record AddColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.addColumn(this);
    }
  }

  /** A column that left the spec. */
  record DropColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropColumn(this);
    }
  }

  /** A column by its new name, otherwise as it was. */
  record RenameColumn(TableState table, String from, ColumnState column)
      implements OfColumn, Rename {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renameColumn(this);
    }
  }

  /** What a column stores. */
  record ChangeType(TableState table, ColumnState from, ColumnState to) implements OfColumn {
    @Override
    public ColumnState column() {
      return to;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.changeType(this);
    }
  }

  /** Whether a column may be null. */
  record ChangeNullability(TableState table, ColumnState from, ColumnState to) implements OfColumn {
    @Override
    public ColumnState column() {
      return to;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.changeNullability(this);
    }
  }

  /** Whether PostgreSQL refuses new rows without a value; with it the column as it is to be. */
  record ChangeRequired(TableState table, ColumnState to) implements OfColumn {
    @Override
    public ColumnState column() {
      return to;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.changeRequired(this);
    }
  }

  /** The keys that a by-field column of a DuckDB table lacks. */
  record AddStructKeys(TableState table, ColumnState column, List<String> keys)
      implements OfColumn {
    public AddStructKeys {
      keys = List.copyOf(keys);
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.addStructKeys(this);
    }
  }

  /** A table's comment. */
  record CommentOnTable(TableState table, @Nullable String from) implements Change {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.commentOnTable(this);
    }
  }

  /** A column's comment; with it the column as it is to be. */
  record CommentOnColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.commentOnColumn(this);
    }
  }

  /** A primary key on a table that has none. */
  record AddPrimaryKey(TableState table, KeyState key) implements OfPrimaryKey {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.addPrimaryKey(this);
    }
  }

  /** A primary key that is no longer asked for, or is another one. */
  record DropPrimaryKey(TableState table, KeyState key) implements OfPrimaryKey {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropPrimaryKey(this);
    }
  }

  /** An index on a table that there is. */
  record CreateIndex(TableState table, KeyState index) implements OfIndex {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.createIndex(this);
    }
  }

  /** An index that is no longer asked for, or is another one. */
  record DropIndex(TableState table, KeyState index) implements OfIndex {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropIndex(this);
    }
  }

  /** A primary key by its new name, on the same columns. */
  record RenamePrimaryKey(TableState table, KeyState from, KeyState to)
      implements OfPrimaryKey, Rename {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renamePrimaryKey(this);
    }
  }

  /** An index by its new name, on the same columns. */
  record RenameIndex(TableState table, KeyState from, KeyState to) implements OfIndex, Rename {
    @Override
    public KeyState index() {
      return to;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renameIndex(this);
    }
  }
}
