package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.schema.StoredType;
import io.metaxy.jooq.migration.schema.TableState;
import java.util.List;

/**
 * The statements by which a database makes a change. Names are quoted, placeholders in them left to
 * Flyway.
 */
public interface Ddl {

  /**
   * The statements of a change, in order, without semicolons.
   *
   * @param before the changed table just before this change, the earlier changes of the same plan
   *     made; that of the change when it is a table that is created or dropped
   */
  List<String> statements(Change change, TableState before);

  /** The statements of a change that is the only one of its table. */
  default List<String> statements(Change change) {
    return statements(
        change, change instanceof Change.RenameTable rename ? rename.from() : change.table());
  }

  /**
   * The statements of a created table, which make neither it nor its indexes again where they are
   * there.
   */
  List<String> createIfMissing(TableState table);

  /** Statements that fail, with the reason, where a change cannot be made; none by default. */
  default List<String> guards(Change change, TableState before) {
    return List.of();
  }

  /** Whether a change is made by a copy of the table: every row is written anew. */
  default boolean copies(Change change, TableState before) {
    return false;
  }

  /** What the database calls a type, as in {@code create table}; that of no key. */
  String typeName(StoredType type);
}
