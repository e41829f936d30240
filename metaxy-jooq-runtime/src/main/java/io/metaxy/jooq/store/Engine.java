package io.metaxy.jooq.store;

/** Who resolves; both find the same samples with the same hashes. */
public enum Engine {
  /** The database, in one statement. */
  SQL,
  /** The JVM, over one ordered result of the database, in constant memory. */
  MERGE
}
