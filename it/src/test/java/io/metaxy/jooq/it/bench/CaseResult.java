package io.metaxy.jooq.it.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a case gave.
 *
 * @param name the case
 * @param engine what resolved; null where nothing was resolved
 * @param timings the times by what was measured; the first is what the others are held against
 * @param peakHeapMb the peak of the heap in our work; null where it would tell nothing
 */
record CaseResult(
    String name,
    @Nullable String engine,
    Map<String, Timing> timings,
    @Nullable Double peakHeapMb) {}
