package io.metaxy.jooq.resolve;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input that cannot be hashed.
 *
 * @param ids its input ids, in the order of the plan
 * @param missing the upstream field, fully qualified, that has no version, or the id that is null
 */
public record BrokenInput(List<@Nullable Object> ids, String missing) {}
