package io.metaxy.jooq.migration;

/** Where the existing tables are read from. */
public enum CurrentSource {
  /** From the snapshots next to the scripts; needs no database. */
  SNAPSHOT,
  /** From an embedded database that runs the scripts. */
  SCRIPTS,
  /** From a live database, which is only read. */
  DATABASE
}
