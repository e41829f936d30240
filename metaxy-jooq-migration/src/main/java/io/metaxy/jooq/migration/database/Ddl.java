package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.schema.ColumnState;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;

/**
 * The statements that make a change on a database. Names are quoted; Flyway replaces placeholders
 * in them.
 */
public interface Ddl {

  /**
   * The statements of a change, in order, without semicolons.
   *
   * @param before the table just before this change, after the earlier changes of the same plan;
   *     the change's own table when it is created or dropped
   */
  List<String> statements(Change change, TableState before);

  /** The statements of a change that is its table's only one. */
  default List<String> statements(Change change) {
    return statements(change, change.tableBefore());
  }

  /** The statements that create a table, in one statement where the database can. */
  default List<String> createWhole(TableState table) {
    return statements(new Change.CreateTable(table));
  }

  /** The statements that create a table and its indexes where they do not exist. */
  List<String> createIfMissing(TableState table);

  /** The statements that add a column where it does not exist. */
  List<String> addIfMissing(TableState table, ColumnState column);

  /** Statements that fail with the reason when a change cannot be made; none by default. */
  default List<String> guards(Change change, TableState before) {
    return List.of();
  }

  /** Whether a change copies the table and so rewrites every row. */
  default boolean copies(Change change, TableState before) {
    return false;
  }

  /** The database's name of a type in {@code create table}, for a column outside of keys. */
  String typeName(StoredType type);
}
