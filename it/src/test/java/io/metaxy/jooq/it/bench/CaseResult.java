package io.metaxy.jooq.it.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a case.
 *
 * @param name the case
 * @param engine the engine; null if nothing was resolved
 * @param timings the times by what was measured; the first is the baseline
 * @param peakHeapMb the heap peak of the store in MB; null if it is not meaningful
 */
record CaseResult(
    String name,
    @Nullable String engine,
    Map<String, Timing> timings,
    @Nullable Double peakHeapMb) {}
