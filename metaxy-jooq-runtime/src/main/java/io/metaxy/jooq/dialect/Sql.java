package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.SystemColumns;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** SQL that jOOQ does not build, or that some dialects share. */
public final class Sql {

  private Sql() {}

  /** An identifier in the quotes of the database. */
  public static String quoted(char quote, String identifier) {
    String once = String.valueOf(quote);
    return once + identifier.replace(once, once + once) + once;
  }

  /**
   * {@code (field at time zone 'UTC')}, which converts a date and time to an instant, and an
   * instant to a date and time, on the databases that have it.
   */
  public static Field<?> atUtc(Field<?> field) {
    return DSL.field("({0} at time zone 'UTC')", field.getDataType(), field);
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  public static boolean isByField(Field<?> field) {
    return SystemColumns.isByField(field.getName());
  }
}
