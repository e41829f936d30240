package io.metaxy.jooq.it.bench;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.List;

/** The store, as a user calls it. */
interface Ours<R extends FeatureRecord<R>> {

  /** The engine that resolves the leaf. */
  String engine();

  /** Counts; nothing else is sent. */
  Tally counted();

  /**
   * Reads what is pending, with the upstream's column and the expected hashes, sample by sample.
   */
  Tally fetched();

  /** Reads what is pending, computes nothing, and writes it. */
  Tally endToEnd();

  /** Writes rows of the leaf. */
  void write(List<R> rows);
}
