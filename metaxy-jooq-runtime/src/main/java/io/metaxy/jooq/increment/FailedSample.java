package io.metaxy.jooq.increment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample that could not be computed or written.
 *
 * @param ids the sample's ids by column
 * @param cause what the caller's function threw, or the reason why a row was not written, which
 *     names the row and, where it is known, the column
 */
public record FailedSample(Map<String, @Nullable Object> ids, RuntimeException cause) {}
