package io.metaxy.jooq.migration.change;

/** What a statement can do to a database that is in use, from the least to the most. */
public enum Risk {
  /** Changes metadata only, or adds what nothing uses yet. */
  SAFE,
  /**
   * Takes long on a large table. PostgreSQL does it beside the table's users, in a script of its
   * own; the others let writers wait.
   */
  ONLINE,
  /** Succeeds or fails by the rows that there are, or rewrites all of them. */
  DATA_DEPENDENT,
  /** Loses data. */
  DESTRUCTIVE,
  /** Is never written. */
  FORBIDDEN
}
