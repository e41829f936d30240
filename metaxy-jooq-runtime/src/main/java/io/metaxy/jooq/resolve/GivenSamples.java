package io.metaxy.jooq.resolve;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The caller's samples, by position.
 *
 * @param ids the input ids of each, in the order of the plan
 * @param hashes the hash of each field, in the order of the plan
 * @param positions the position of the sample by id; see {@link GivenResolution}
 */
public record GivenSamples(
    List<List<@Nullable Object>> ids,
    List<List<String>> hashes,
    Map<List<@Nullable Object>, Integer> positions) {}
