package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import org.jooq.Field;

/** Text of SQL for where statements are not jOOQ's. */
public final class Sql {

  private Sql() {}

  /** An identifier, as it is. */
  public static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text literal. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  public static boolean isByField(Field<?> field) {
    return SystemColumns.isByField(field.getName());
  }
}
