package io.metaxy.jooq.migration.database;

/**
 * Something of a live table that scripts of this library do not create.
 *
 * @param table the table's name
 * @param kind what it is, such as {@code check}
 * @param name its name; a column's for a default
 */
public record Extra(String table, String kind, String name) {

  /** Its kind and name. */
  public String shown() {
    return kind + " " + name;
  }
}
