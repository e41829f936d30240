package io.metaxy.jooq.migration;

/** Where the tables that there are are read from. */
public enum CurrentSource {
  /** From the files beside the scripts; needs no database. */
  SNAPSHOT,
  /** From an embedded database that runs the scripts. */
  SCRIPTS,
  /** From a live database, which is only read. */
  DATABASE
}
