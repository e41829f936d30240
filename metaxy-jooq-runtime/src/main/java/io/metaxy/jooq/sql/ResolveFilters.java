package io.metaxy.jooq.sql;

import io.metaxy.jooq.spec.FeatureKey;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;

/**
 * Run-time filters of a resolve; they see the latest row of each id.
 *
 * @param conditions by feature, on the columns of its table
 * @param texts in the text form of {@code semantics.md} 12, on every feature; an upstream's columns
 *     have their names downstream
 */
public record ResolveFilters(Map<FeatureKey, List<Condition>> conditions, List<String> texts) {

  /** No filters. */
  public static final ResolveFilters NONE = new ResolveFilters(Map.of(), List.of());

  public ResolveFilters {
    conditions = Map.copyOf(conditions);
    texts = List.copyOf(texts);
  }

  /** Whether no filter is on a feature. */
  public boolean isNone(FeatureKey feature) {
    return texts.isEmpty() && !conditions.containsKey(feature);
  }
}
