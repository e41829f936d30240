package io.metaxy.jooq.migration;

import java.util.Locale;

/** The result of a check, from best to worst. */
public enum Status {
  /** The scripts match the specs. */
  CLEAN,
  /** A script is missing; {@link Migrations#generate} writes it. */
  PENDING,
  /** A script is missing, and the user has to allow or declare something first. */
  UNSAFE,
  /**
   * The specs, the scripts or the snapshots cannot be read, or were changed after they were
   * written.
   */
  BROKEN;

  /** The word in the output of commands, such as {@code clean}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
