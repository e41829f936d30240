package io.metaxy.jooq.it.bench;

/** How many samples were found; every way of asking must find the same. */
record Tally(long newSamples, long stale, long orphaned) {

  static final Tally NOTHING = new Tally(0, 0, 0);

  /** One more sample of a status: 0 new, 1 stale, 2 orphaned. */
  Tally plus(int status, long count) {
    return new Tally(
        newSamples + (status == 0 ? count : 0),
        stale + (status == 1 ? count : 0),
        orphaned + (status == 2 ? count : 0));
  }
}
