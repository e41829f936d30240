package io.metaxy.jooq.increment;

import java.util.List;

/**
 * The result of a computation.
 *
 * @param samples the number of samples computed and written
 * @param rows the number of rows written
 * @param failed the number of samples that were not computed or not written, and skipped
 * @param failures the first 1,000 failed samples
 * @param cancelled whether it was cancelled before its end
 */
public record PendingResult(
    long samples, long rows, long failed, List<FailedSample> failures, boolean cancelled) {

  public PendingResult {
    failures = List.copyOf(failures);
  }
}
