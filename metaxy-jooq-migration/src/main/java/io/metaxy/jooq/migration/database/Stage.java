package io.metaxy.jooq.migration.database;

/**
 * When a statement runs among those of its table. Each stage with statements is a separate script,
 * except that {@link #RENAME} and {@link #ALTER} are one when nothing is between them.
 */
public enum Stage {
  /**
   * DuckDB cannot alter a table that has an index, nor drop a column or change the type of an
   * indexed one in the transaction that drops the index.
   */
  FREE,
  /** Renames; what follows uses only the new names. */
  RENAME,
  /** System columns of another version of the library. */
  UPGRADE,
  ALTER,
  /** PostgreSQL reads all rows, outside the transaction that forbids new ones without a value. */
  VALIDATE,
  /** PostgreSQL builds a key's index, outside any transaction. */
  UNIQUE,
  /** PostgreSQL makes the changes that need all rows to be read first. */
  STRICT,
  /** PostgreSQL builds an index, outside any transaction. */
  INDEX;

  /** Whether each statement is a separate script that must run outside a transaction. */
  public boolean isOnline() {
    return this == UNIQUE || this == INDEX;
  }
}
