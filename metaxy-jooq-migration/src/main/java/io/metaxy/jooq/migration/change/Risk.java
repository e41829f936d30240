package io.metaxy.jooq.migration.change;

/** What a statement can do to a database in use, from the least to the most. */
public enum Risk {
  /** Changes metadata only, or adds what nothing uses yet. */
  SAFE,
  /**
   * Takes a long time on a large table. PostgreSQL does it while the table is in use, in a separate
   * script; other databases block writes.
   */
  ONLINE,
  /** Succeeds or fails depending on the existing rows, or rewrites all of them. */
  DATA_DEPENDENT,
  /** Loses data. */
  DESTRUCTIVE,
  /** Is never written. */
  FORBIDDEN
}
