package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.List;

/** The store, as a user calls it. */
interface Ours<R extends FeatureRecord<R>> {

  /** The engine that resolves the leaf. */
  String engine();

  /** Counts; nothing else is sent. */
  Tally counted();

  /** Streams what is new, with the upstream's column and the expected hashes. */
  Tally fetchedNew();

  /** Streams what is stale, likewise. */
  Tally fetchedStale();

  /** Reads what is pending, computes nothing, and writes it. */
  Tally endToEnd();

  /** Writes rows of the leaf. */
  void write(List<R> rows);
}
