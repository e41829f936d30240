package io.metaxy.jooq.resolve;

/**
 * The numbers of inputs that a resolve found.
 *
 * @param newSamples expected inputs without a row
 * @param stale expected inputs whose row was computed from other inputs
 * @param orphaned inputs with a row that are no longer expected
 * @param broken expected inputs that lack a version or an id
 * @param expected all expected inputs, including the new, stale and broken ones
 */
public record ResolvedCounts(
    long newSamples, long stale, long orphaned, long broken, long expected) {

  /** Counts from the number of each status, by {@link Status#code}. */
  public static ResolvedCounts of(long[] byStatus, long expected) {
    return new ResolvedCounts(
        byStatus[Status.NEW.code()],
        byStatus[Status.STALE.code()],
        byStatus[Status.ORPHANED.code()],
        byStatus[Status.BROKEN.code()],
        expected);
  }
}
