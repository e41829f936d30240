package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.KeyState;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One difference between the existing tables and those of the specs. */
public sealed interface Change {

  /** The table after all changes; before them when it is dropped. */
  TableState table();

  /** The table before this change; {@link #table} if its feature and name stay the same. */
  TableState tableBefore();

  /** Calls the visitor's method of this kind. */
  <T> T accept(ChangeVisitor<T> visitor);

  /** A change after which the table has the same feature and name. */
  sealed interface InPlace extends Change {
    @Override
    default TableState tableBefore() {
      return table();
    }
  }

  /** A change of one column. */
  sealed interface OfColumn extends InPlace {
    /** The column after the change; before it when it is dropped. */
    ColumnState column();
  }

  /** A change of a table's primary key. */
  sealed interface OfPrimaryKey extends InPlace {}

  /** A change of one index. */
  sealed interface OfIndex extends InPlace {
    /** The index after the change; before it when it is dropped. */
    KeyState index();
  }

  /** A new name for something otherwise unchanged. */
  sealed interface Rename extends Change {}

  /** Creates a table with its key and index. */
  record CreateTable(TableState table) implements InPlace {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.createTable(this);
    }
  }

  /** Drops the table of a feature that was removed from the specs. */
  record DropTable(TableState table) implements InPlace {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropTable(this);
    }
  }

  /** Renames the table of a feature that has a new key or a new table name. */
  record RenameTable(TableState table, TableState from) implements Rename {
    @Override
    public TableState tableBefore() {
      return from;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renameTable(this);
    }
  }

  /** Adds a column after the existing ones. */
  record AddColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.addColumn(this);
    }
  }

  /** Drops a column that was removed from the spec. */
  record DropColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropColumn(this);
    }
  }

  /** Renames an otherwise unchanged column. */
  record RenameColumn(TableState table, String from, ColumnState column)
      implements OfColumn, Rename {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renameColumn(this);
    }
  }

  /** Changes the type of a column. */
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

  /** Changes whether a column may be null. */
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

  /**
   * Changes whether a database that can do so rejects new rows without a value; {@code to} is the
   * column after it.
   */
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

  /**
   * Changes the values that a column holds, which no statement does: the constants of an enum, or
   * the content of JSON. Rows of older versions still hold the old ones.
   */
  record ChangeValues(TableState table, ColumnState from, ColumnState to) implements OfColumn {
    @Override
    public ColumnState column() {
      return to;
    }

    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.changeValues(this);
    }
  }

  /** Adds keys to a by-field column that holds a fixed set of them. */
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

  /** Changes a table's comment; {@code from} is null when it had none. */
  record CommentOnTable(TableState table, @Nullable String from) implements InPlace {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.commentOnTable(this);
    }
  }

  /** Changes a column's comment; {@code column} is the column after it. */
  record CommentOnColumn(TableState table, ColumnState column) implements OfColumn {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.commentOnColumn(this);
    }
  }

  /** Adds a primary key to a table that has none. */
  record AddPrimaryKey(TableState table, KeyState key) implements OfPrimaryKey {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.addPrimaryKey(this);
    }
  }

  /** Drops a primary key that is no longer requested, or is replaced. */
  record DropPrimaryKey(TableState table, KeyState key) implements OfPrimaryKey {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropPrimaryKey(this);
    }
  }

  /** Creates an index on an existing table. */
  record CreateIndex(TableState table, KeyState index) implements OfIndex {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.createIndex(this);
    }
  }

  /** Drops an index that is no longer requested, or is replaced. */
  record DropIndex(TableState table, KeyState index) implements OfIndex {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.dropIndex(this);
    }
  }

  /** Renames a primary key on the same columns. */
  record RenamePrimaryKey(TableState table, KeyState from, KeyState to)
      implements OfPrimaryKey, Rename {
    @Override
    public <T> T accept(ChangeVisitor<T> visitor) {
      return visitor.renamePrimaryKey(this);
    }
  }

  /** Renames an index on the same columns. */
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
