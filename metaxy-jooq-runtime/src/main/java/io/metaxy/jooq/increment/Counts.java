package io.metaxy.jooq.increment;

import java.util.OptionalDouble;

/**
 * The numbers of samples of an increment. For a 1:N dependency, a sample is a parent with all its
 * rows.
 *
 * @param newSamples expected samples without a current row
 * @param stale expected samples whose row was computed from other inputs
 * @param orphaned samples with a row that are no longer expected; {@link Increment#orphaned} has
 *     their rows, of which there are more for a 1:N dependency
 * @param broken expected samples that lack a version that they depend on; only counted if the
 *     caller leaves them out
 * @param expected all expected samples, including those that are up to date
 */
public record Counts(long newSamples, long stale, long orphaned, long broken, long expected) {

  /** The samples to compute: new and stale. */
  public long pending() {
    return newSamples + stale;
  }

  /**
   * The fraction of expected samples that have a row, from 0 to 1; empty if none is expected. Stale
   * samples have one, so even at 1 there may be samples to compute; see {@link #pending}.
   */
  public OptionalDouble progress() {
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((expected - newSamples) / (double) expected);
  }

  /** {@code new 812, stale 9, orphaned 3, pending 821}, and {@code broken 2} if there are any. */
  @Override
  public String toString() {
    return "new "
        + newSamples
        + ", stale "
        + stale
        + ", orphaned "
        + orphaned
        + (broken > 0 ? ", broken " + broken : "")
        + ", pending "
        + pending();
  }
}
