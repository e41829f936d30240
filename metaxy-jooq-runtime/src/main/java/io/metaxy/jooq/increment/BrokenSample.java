package io.metaxy.jooq.increment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expected sample that cannot be hashed.
 *
 * @param ids the sample's ids by column
 * @param missing the upstream field whose version is missing, as {@code <feature>.<field>}, or the
 *     id column that is null
 */
public record BrokenSample(Map<String, @Nullable Object> ids, String missing) {}
