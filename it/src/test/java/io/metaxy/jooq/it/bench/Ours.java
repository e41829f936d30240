package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.List;

/** The store as a user calls it. */
interface Ours<R extends FeatureRecord<R>> {

  /** Returns the engine that resolves the leaf. */
  String engine();

  /** Counts the samples without reading them. */
  Tally counted();

  /** Streams the new samples, with the upstream's column and the expected hashes. */
  Tally fetchedNew();

  /** Streams the stale samples, likewise. */
  Tally fetchedStale();

  /** Reads the pending samples, and writes them without computing anything. */
  Tally endToEnd();

  /** Writes rows of the leaf. */
  void write(List<R> rows);
}
