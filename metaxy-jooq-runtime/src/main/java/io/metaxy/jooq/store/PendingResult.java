package io.metaxy.jooq.store;

import java.util.List;

/**
 * What a computation did.
 *
 * @param samples the samples that were computed and written
 * @param rows the rows that were written
 * @param failed the samples that failed and were passed over
 * @param failures the first 1,000 of them
 * @param cancelled whether it was cancelled before its end
 */
public record PendingResult(
    long samples, long rows, long failed, List<FailedSample> failures, boolean cancelled) {

  public PendingResult {
    failures = List.copyOf(failures);
  }
}
