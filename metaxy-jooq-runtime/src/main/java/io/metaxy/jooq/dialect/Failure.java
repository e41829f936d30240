package io.metaxy.jooq.dialect;

/** The meaning of a database error. */
public enum Failure {
  /** The table does not exist. */
  MISSING_TABLE,
  /** The role lacks a privilege. */
  NO_RIGHTS,
  /** No connection can be opened: the server, the database or the user is unknown or refused. */
  NO_CONNECTION,
  /** A pool had no free connection in time; pools report this without an SQL state. */
  EXHAUSTED_POOL,
  /** The connection or the server is gone; the open transaction is lost. */
  LOST_CONNECTION,
  /** A key already has the value. */
  DUPLICATE,
  /** A value does not fit its column, or violates a constraint or a trigger's rule. */
  REJECTED,
  /** A row-level security policy rejects a row. */
  POLICY,
  /** Another transaction locks or changed the same rows; this one is rolled back. */
  CONFLICT,
  /** The statement was prepared before its table was changed; the transaction cannot continue. */
  STALE_PLAN,
  /** The database, or the transaction, is read-only. */
  READ_ONLY,
  /** Anything else. */
  OTHER;

  /** Whether a row is the reason, so that the same statement works without it. */
  public boolean isOfRow() {
    return this == DUPLICATE || this == REJECTED || this == POLICY;
  }

  /** Whether the same statement fails again, however often it is repeated. */
  public boolean isLasting() {
    return this == NO_RIGHTS
        || this == READ_ONLY
        || this == NO_CONNECTION
        || this == LOST_CONNECTION;
  }
}
