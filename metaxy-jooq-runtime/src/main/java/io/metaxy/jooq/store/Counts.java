package io.metaxy.jooq.store;

/**
 * How many samples an increment has.
 *
 * @param newSamples expected and not there
 * @param stale there and made from something else
 * @param orphaned there and no longer expected
 */
public record Counts(long newSamples, long stale, long orphaned) {

  /** What is to be computed: new and stale. */
  public long pending() {
    return newSamples + stale;
  }

  /** {@code new 812, stale 9, orphaned 3} */
  @Override
  public String toString() {
    return "new " + newSamples + ", stale " + stale + ", orphaned " + orphaned;
  }
}
