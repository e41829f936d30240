package io.metaxy.jooq.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input that cannot be hashed.
 *
 * @param ids the input ids, in the order of the plan
 * @param missing the fully qualified upstream field without version, or the id that is null
 */
public record BrokenInput(List<@Nullable Object> ids, String missing) {}
