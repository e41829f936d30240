package io.metaxy.jooq.dialect;

/** What a database means by an error. */
public enum Failure {
  /** There is no such table. */
  MISSING_TABLE,
  /** The role lacks a right. */
  NO_RIGHTS,
  /** The connection or the server is gone; the open transaction is lost. */
  LOST_CONNECTION,
  /** A key has the value already. */
  DUPLICATE,
  /** Another transaction holds what this one needs, or changed it; the transaction is undone. */
  CONFLICT,
  /** The database, or the transaction, is read-only. */
  READ_ONLY,
  /** Anything else. */
  OTHER
}
