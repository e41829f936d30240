package io.metaxy.jooq.dialect;

/** What transactions a database has. */
public enum Transactions {
  /** Each statement is one of its own. */
  NONE,
  /** Transactions without savepoints: a failed statement ends the whole. */
  FLAT,
  /** Transactions can be nested by savepoints. */
  SAVEPOINTS
}
