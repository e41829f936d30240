package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import org.jooq.Field;

/** SQL text for statements that are not built with jOOQ. */
public final class Sql {

  private Sql() {}

  /** An identifier in the quotes of the database. */
  public static String quoted(char quote, String identifier) {
    String once = String.valueOf(quote);
    return once + identifier.replace(once, once + once) + once;
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  public static boolean isByField(Field<?> field) {
    return SystemColumns.isByField(field.getName());
  }
}
