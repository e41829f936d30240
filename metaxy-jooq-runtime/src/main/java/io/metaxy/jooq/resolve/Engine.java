package io.metaxy.jooq.resolve;

/** What resolves a feature; both engines find the same samples with the same hashes. */
public enum Engine {
  /** The database, in one statement. */
  SQL,
  /** The JVM, over one ordered result of the database, in constant memory. */
  MERGE
}
