package io.metaxy.jooq.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * How many samples an increment has.
 *
 * @param newSamples expected and not there
 * @param stale there and made from something else
 * @param orphaned there and no longer expected
 * @param broken expected, but without a version that they are made from; only where the caller
 *     leaves such samples out
 * @param expected all that are expected, fresh ones among them
 */
public record Counts(long newSamples, long stale, long orphaned, long broken, long expected) {

  /** What is to be computed: new and stale. */
  public long pending() {
    return newSamples + stale;
  }

  /** The share of what is expected that is not new, from 0 to 1; empty when nothing is expected. */
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
