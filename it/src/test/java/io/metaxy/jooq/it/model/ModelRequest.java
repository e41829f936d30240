package io.metaxy.jooq.it.model;

import io.metaxy.jooq.spec.FeatureKey;
import java.util.List;
import java.util.Map;

/**
 * The options of a resolve ({@code docs/semantics.md} 7).
 *
 * @param where run-time filters by feature, including the target, on the columns of its table
 * @param everywhere run-time filters on all features, as text with the downstream names
 * @param staleIf the staleness predicate on current rows; null if there is none
 * @param skipComparison whether all expected samples are new
 */
public record ModelRequest(
    Map<FeatureKey, ColumnTest> where,
    List<String> everywhere,
    ColumnTest staleIf,
    boolean skipComparison) {

  public static final ModelRequest NONE = new ModelRequest(Map.of(), List.of(), null, false);

  public ModelRequest {
    where = Map.copyOf(where);
    everywhere = List.copyOf(everywhere);
  }
}
