package io.metaxy.jooq.table;

import io.metaxy.jooq.graph.SystemColumns;
import org.jooq.Field;

/** Text of SQL for where statements are not jOOQ's. */
final class Sql {

  private Sql() {}

  /** An identifier, as it is. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text literal. */
  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  static boolean isByField(Field<?> field) {
    return SystemColumns.isByField(field.getName());
  }
}
