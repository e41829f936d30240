package io.metaxy.jooq.store;

import io.metaxy.jooq.table.FeatureRecord;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The pending samples of an increment, as a computation sees them.
 *
 * @param <R> the feature's record
 */
interface PendingSamples<R extends FeatureRecord<R>> {

  /** Whether samples were compared with existing rows. */
  boolean compares();

  /** The number of samples, if the caller has counted them. */
  OptionalLong count();

  /**
   * Passes samples to the consumer until it returns false; throws at a broken one, after the
   * consumer received those before it.
   */
  void each(Predicate<Sample<R>> consumer);
}
