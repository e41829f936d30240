package io.metaxy.jooq.migration.database;

/**
 * When a statement runs among those of its table. Stages that have statements are scripts of their
 * own, save that {@link #RENAME} and {@link #ALTER} are one when nothing is between.
 */
public enum Stage {
  /** DuckDB alters no table that has an index, and drops no column in the same transaction. */
  FREE,
  /** What follows knows the new names only. */
  RENAME,
  /** System columns of another version of the library. */
  UPGRADE,
  ALTER,
  /** PostgreSQL reads all rows, outside of the transaction that forbids new ones without value. */
  VALIDATE,
  /** PostgreSQL builds a key's index, outside of any transaction. */
  UNIQUE,
  /** PostgreSQL has read all rows before. */
  STRICT,
  /** PostgreSQL builds an index, outside of any transaction. */
  INDEX;

  /** Whether each statement is a script, which Flyway may not run in a transaction. */
  public boolean isOnline() {
    return this == UNIQUE || this == INDEX;
  }
}
