package io.metaxy.jooq.it.bench;

/** The number of samples found, which must be the same for all ways. */
record Tally(long newSamples, long stale, long orphaned) {

  static final Tally NOTHING = new Tally(0, 0, 0);

  /** Adds a sample with a status: 0 new, 1 stale, 2 orphaned. */
  Tally plus(int status, long count) {
    return new Tally(
        newSamples + (status == 0 ? count : 0),
        stale + (status == 1 ? count : 0),
        orphaned + (status == 2 ? count : 0));
  }
}
