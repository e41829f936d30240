package io.metaxy.jooq.migration;

/** How new scripts get their versions. */
public enum Naming {
  /** The time, {@code 20260131235959} in UTC, or one second after the folder's last script. */
  TIMESTAMP,
  /** One more than the folder's last script, in the same style. */
  SEQUENTIAL,
  /** The style of the folder's last script; a timestamp in an empty folder. */
  AUTO
}
