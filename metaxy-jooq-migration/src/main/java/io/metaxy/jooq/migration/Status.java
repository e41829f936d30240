package io.metaxy.jooq.migration;

import java.util.Locale;

/** What a check found, from the best to the worst. */
public enum Status {
  /** The scripts make what the specs ask for. */
  CLEAN,
  /** A script has to be written, which generate does. */
  PENDING,
  /** A script has to be written, and somebody has to allow it or to say more first. */
  UNSAFE,
  /** The specs, the scripts or the snapshots cannot be read, or are not as they were written. */
  BROKEN;

  /** The word by which commands say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
