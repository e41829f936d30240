package io.metaxy.jooq.it.model;

import io.metaxy.jooq.spec.FeatureKey;
import java.util.List;
import java.util.Map;

/**
 * The options of a resolve ({@code docs/semantics.md} 7).
 *
 * @param where run-time filters by feature, the target among them, on the columns of its table
 * @param everywhere run-time filters on every feature, as text, by the names downstream
 * @param staleIf what makes a current row stale although its provenance is right; null is none
 * @param skipComparison whether everything expected is new
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
