package io.metaxy.jooq.migration.change;

import io.metaxy.jooq.spec.Problem;
import java.util.Locale;

/** Why differences cannot be turned into scripts, whatever is allowed. */
public enum Block {
  LOOK_ALIKE(
      "A column or a feature left the specs while another came that looks the same: the same type"
          + " in the same table, or the same columns. It may be a rename or a loss."),
  UNUSED_RENAME(
      "A rename is declared of what is not there and whose new name is not there either."),
  RENAME_CLASH("A rename is declared while both names are there."),
  RENAME_CIRCLE(
      "Renames are declared to each other's names, such as a swap, which nobody can tell from one"
          + " that is done."),
  TABLE_NAME_TAKEN("A table is to get the name of another one, which keeps it."),
  SERVER_GENERATED_ID("The database makes the ids of samples, which are given, never made."),
  NAME_TOO_LONG(
      "A table or a column has a name of more than 63 bytes, which PostgreSQL would cut."),
  KEY_NAME_CLASH(
      "Two tables, primary keys or indexes have one name, or names that differ in case only."),
  COLUMN_NAME_CLASH(
      "Two columns of a table have names that differ in case only, or one is to come while the"
          + " other goes."),
  ENUM_CONSTANT_MISSING("A column that somebody made as an enum lacks a constant of the spec's."),
  TOO_LARGE(
      "A decimal, a comment, a character of it, a key or a row is larger than the database holds."),
  SYSTEM_TABLE_NAME("A feature's table has a name that belongs to the system's tables."),
  FLYWAY_PLACEHOLDER(
      "A name or a comment has ${ in it, or the placeholderPrefix that Flyway is given, which it takes"
          + " for a placeholder.");

  private final String why;

  Block(String why) {
    this.why = why;
  }

  /** Stable, such as {@code look-alike}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A sentence for the reader. */
  public String why() {
    return why;
  }

  /**
   * The problem of this kind.
   *
   * @param place what of the feature; empty for the whole
   */
  public Problem problem(String feature, String place, String sentence) {
    return new Problem(code(), feature, place, sentence);
  }
}
