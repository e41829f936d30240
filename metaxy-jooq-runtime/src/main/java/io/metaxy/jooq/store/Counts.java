package io.metaxy.jooq.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * The numbers of samples of an increment.
 *
 * @param newSamples expected samples without a current row
 * @param stale expected samples whose row was computed from other inputs
 * @param orphaned samples with a row that are no longer expected
 * @param broken expected samples that lack a version that they depend on; only counted if the
 *     caller leaves them out
 * @param expected all expected samples, including those that are up to date
 */
public record Counts(long newSamples, long stale, long orphaned, long broken, long expected) {

  /** The samples to compute: new and stale. */
  public long pending() {
    return newSamples + stale;
  }

  /** The fraction of expected samples that are not new, from 0 to 1; empty if none is expected. */
  public OptionalDouble progress() {
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((expected - newSamples) / (double) expected);
  }

  /** {@code new 812, stale 9, orphaned 3, progress 0.93}; progress is rounded down. */
  @Override
  public String toString() {
    String counts = "new " + newSamples + ", stale " + stale + ", orphaned " + orphaned;
    if (broken > 0) {
      counts += ", broken " + broken;
    }
    return expected == 0
        ? counts
        : counts
            + ", progress "
            + BigDecimal.valueOf(expected - newSamples)
                .divide(BigDecimal.valueOf(expected), 2, RoundingMode.DOWN);
  }
}
