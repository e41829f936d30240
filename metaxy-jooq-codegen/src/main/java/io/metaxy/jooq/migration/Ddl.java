package io.metaxy.jooq.migration;

import java.util.List;

/**
 * The statements by which a database makes a change. Names are quoted, placeholders in them left to
 * Flyway.
 */
interface Ddl {

  /** The statements of a change, in order, without semicolons. */
  List<String> statements(Change change);

  /** What the database calls a type, as in {@code create table}. */
  String typeName(StoredType type);
}
