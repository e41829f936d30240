package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.spec.Problem;
import java.util.Locale;

/** Why differences cannot become scripts, no matter what is allowed. */
public enum Block {
  LOOK_ALIKE(
      "A column or a feature was removed from the specs while a similar one appeared: the same"
          + " type in the"
          + " same table, or the same columns. It may be a rename or a loss."),
  UNUSED_RENAME("A rename is declared, but neither the old nor the new name exists."),
  RENAME_CLASH("A rename is declared, but both names exist."),
  RENAME_CIRCLE(
      "Declared renames form a cycle, such as a swap, which looks the same once it is done."),
  TABLE_NAME_TAKEN("A table would get the name of another table, which keeps it."),
  SERVER_GENERATED_ID("The database generates ids of samples, which the pipeline must supply."),
  NAME_TOO_LONG(
      "The name of a table, a column or an index has more than 63 bytes, and PostgreSQL would"
          + " truncate it."),
  KEY_NAME_CLASH(
      "Two tables, primary keys or indexes have the same name, or names that differ only in case."),
  COLUMN_NAME_CLASH(
      "Two columns of a table have names that differ only in case, or one is added while the"
          + " other is dropped."),
  ENUM_CONSTANT_MISSING(
      "An enum column that this library did not create lacks a constant of the" + " spec."),
  MEMBER_RENAMED(
      "A member of a struct was renamed with @JsonAlias, which reads the old name only in JSON."),
  MEMBER_UNFIT(
      "A record or a map in a struct has a new member, or one of another type, that no struct can"
          + " hold."),
  COLUMN_EXISTS(
      "A column would be added that the live database already has, although no script makes it."),
  REQUIRED_BY_OTHERS(
      "A column of the live database that no spec names must not be null and has no default, so"
          + " no row can be written."),
  TOO_LARGE(
      "A decimal, the number of elements of a list, a comment, a character in a comment, a key, an"
          + " index or a row exceeds the limits of the database."),
  INDEX(
      "The database cannot have an index with this name, for example one that Flyway's history"
          + " uses, or this number of indexes."),
  UNSUPPORTED_TYPE(
      "The database has no type for a column: PostgreSQL has none for lists of lists."),
  SYSTEM_TABLE_NAME("A feature's table has a name reserved for system tables."),
  FLYWAY_PLACEHOLDER(
      "A name or a comment contains ${, or the placeholderPrefix of Flyway's settings, which"
          + " Flyway takes for a placeholder.");

  private final String why;

  Block(String why) {
    this.why = why;
  }

  /** The stable code, such as {@code look-alike}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason, as a sentence. */
  public String why() {
    return why;
  }

  /**
   * A problem of this kind.
   *
   * @param place the part of the feature, such as {@code column path}; empty for the whole feature
   */
  public Problem problem(String feature, String place, String sentence) {
    return new Problem(code(), feature, place, sentence);
  }
}
