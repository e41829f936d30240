package io.metaxy.jooq.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample that could not be computed.
 *
 * @param ids the sample's ids by column
 * @param cause what the caller's function threw
 */
public record FailedSample(Map<String, @Nullable Object> ids, RuntimeException cause) {}
