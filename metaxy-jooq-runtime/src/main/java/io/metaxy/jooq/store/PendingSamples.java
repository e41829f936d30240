package io.metaxy.jooq.store;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The pending samples of an increment, for those who compute them.
 *
 * @param <R> the feature's record
 */
interface PendingSamples<R extends FeatureRecord<R>> {

  /** Whether samples were compared with the rows that are there. */
  boolean compares();

  /** How many there are, when the caller had them counted. */
  OptionalLong count();

  /**
   * Hands them out until the consumer returns false; a broken one ends it, after the consumer had
   * those before it.
   */
  void each(Predicate<Sample<R>> consumer);
}
