package io.metaxy.jooq.resolve;

import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.spec.Filter;
import io.metaxy.jooq.sql.FeatureSource;
import io.metaxy.jooq.sql.FilterCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Run-time filters of a resolve, which apply to the latest row of each id.
 *
 * @param conditions by feature, on the columns of its table
 * @param texts in the text form of {@code docs/semantics.md} 12, on every feature; upstream columns
 *     have their downstream names
 */
public record ResolveFilters(
    Map<FeatureKey, List<Condition>> conditions, List<Filter.Parsed> texts) {

  /** No filters. */
  public static final ResolveFilters NONE = new ResolveFilters(Map.of(), List.of());

  /**
   * Filters whose texts are parsed here.
   *
   * @throws IllegalArgumentException if a text is not a filter; names the position
   */
  public static ResolveFilters of(Map<FeatureKey, List<Condition>> conditions, List<String> texts) {
    return new ResolveFilters(conditions, texts.stream().map(Filter.Parsed::of).toList());
  }

  public ResolveFilters {
    conditions = Map.copyOf(conditions);
    texts = List.copyOf(texts);
  }

  /** Whether a feature has no filter. */
  public boolean isNone(FeatureKey feature) {
    return texts.isEmpty() && !conditions.containsKey(feature);
  }

  /**
   * The condition that a row must satisfy.
   *
   * @param source its table
   * @param own filters of the spec
   * @param columns the columns by the names that filters use
   */
  Condition on(
      FeatureSource source, List<Filter.Parsed> own, Map<String, ? extends Field<?>> columns) {
    FeatureKey key = source.plan().key();
    List<Condition> kept = new ArrayList<>();
    Stream.concat(own.stream(), texts.stream())
        .forEach(
            filter ->
                kept.add(new FilterCondition(source.dialect(), key, filter, columns).condition()));
    kept.addAll(conditions.getOrDefault(key, List.of()));
    return kept.isEmpty() ? DSL.noCondition() : DSL.and(kept);
  }
}
