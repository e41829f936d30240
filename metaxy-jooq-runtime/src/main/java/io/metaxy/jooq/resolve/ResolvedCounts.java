package io.metaxy.jooq.resolve;

/**
 * How many inputs a resolve found.
 *
 * @param newSamples expected and not there
 * @param stale there and made from something else
 * @param orphaned there and no longer expected
 * @param broken expected, but without a version or an id
 * @param expected all that are expected, those three among them
 */
public record ResolvedCounts(
    long newSamples, long stale, long orphaned, long broken, long expected) {

  /** From how many there are of each status, by {@link Status#code}. */
  public static ResolvedCounts of(long[] byStatus, long expected) {
    return new ResolvedCounts(
        byStatus[Status.NEW.code()],
        byStatus[Status.STALE.code()],
        byStatus[Status.ORPHANED.code()],
        byStatus[Status.BROKEN.code()],
        expected);
  }
}
