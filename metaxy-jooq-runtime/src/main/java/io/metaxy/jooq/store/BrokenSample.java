package io.metaxy.jooq.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample that is expected and cannot be hashed.
 *
 * @param ids its ids by column
 * @param missing the upstream field that its row holds no version of, as {@code <feature>.<field>},
 *     or the id column that is null
 */
public record BrokenSample(Map<String, @Nullable Object> ids, String missing) {}
