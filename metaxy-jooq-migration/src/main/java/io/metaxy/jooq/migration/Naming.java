package io.metaxy.jooq.migration;

/** How new scripts get their versions. */
public enum Naming {
  /** The time, {@code 20260131235959} in UTC, or one second after the folder's last script. */
  TIMESTAMP,
  /** One more than the folder's last script, written as that is. */
  SEQUENTIAL,
  /** As the folder's last script has it; a timestamp in an empty folder. */
  AUTO
}
