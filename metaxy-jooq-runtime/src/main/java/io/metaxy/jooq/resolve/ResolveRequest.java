package io.metaxy.jooq.resolve;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.DepPlan;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.sql.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

/**
 * A request to resolve a feature.
 *
 * @param current the feature's own rows
 * @param upstreams its upstreams, in the order of the plan; empty if the caller supplies the
 *     samples
 * @param hash how samples are hashed
 * @param compare whether to compare with the current rows; otherwise all expected samples are new
 */
public record ResolveRequest(
    CurrentRows current, List<Upstream> upstreams, SampleHash hash, boolean compare) {

  public ResolveRequest {
    upstreams = List.copyOf(upstreams);
  }

  /**
   * A request.
   *
   * @param target the feature's table
   * @param sources the tables of its upstreams, in the order of the plan; empty for samples from
   *     the caller
   * @param staleIf makes a current row stale although its provenance is unchanged, or null
   */
  public static ResolveRequest of(
      FeatureSource target,
      List<FeatureSource> sources,
      SampleHash hash,
      ResolveFilters filters,
      @Nullable Condition staleIf,
      boolean compare) {
    List<Upstream> upstreams = new ArrayList<>();
    for (FeatureSource source : sources) {
      int number = upstreams.size();
      DepPlan dep = target.plan().deps().get(number);
      upstreams.add(new Upstream(number, target.plan(), dep, source, filters, hash));
    }
    return new ResolveRequest(new CurrentRows(target, filters, staleIf), upstreams, hash, compare);
  }

  /** The plan of the feature to resolve. */
  public FeaturePlan plan() {
    return target().plan();
  }

  /** The table of the feature to resolve. */
  public FeatureSource target() {
    return current.source();
  }

  /** The dialect of the database that runs the statement. */
  public FeatureDialect dialect() {
    return target().dialect();
  }

  /** All tables: those of the upstreams, then the feature's. */
  List<FeatureSource> sources() {
    List<FeatureSource> sources = new ArrayList<>();
    upstreams.forEach(upstream -> sources.add(upstream.source()));
    sources.add(target());
    return sources;
  }

  /** The keys of every side: the input id columns as {@code k_0}, {@code k_1}, …. */
  public List<Field<?>> keys() {
    return Keys.of(target());
  }

  /** The order by the input ids, nulls last. */
  public List<OrderField<?>> keyOrder() {
    return keys().stream()
        .<OrderField<?>>map(key -> dialect().expressions().ordered(key).asc().nullsLast())
        .toList();
  }

  /** The names of the keys that can be null in the join of the upstreams. */
  public Set<String> nullableKeys() {
    Set<String> nullable = new HashSet<>();
    upstreams.forEach(upstream -> nullable.addAll(upstream.nullable()));
    return nullable;
  }

  /** Whether an upstream is N:1. */
  public boolean aggregates() {
    return upstreams.stream().anyMatch(Upstream::isAggregation);
  }

  /**
   * Checks that every filter matches the columns that it names.
   *
   * @throws IllegalArgumentException if one does not; names the filter and the feature
   */
  public void checkFilters() {
    current.kept();
    upstreams.forEach(Upstream::kept);
  }

  /** The name that errors use for a column of a key or an upstream; any other name unchanged. */
  public String columnName(String field) {
    List<String> ids = plan().inputIdColumns();
    for (int i = 0; i < ids.size(); i++) {
      if (Keys.alias(i).equals(field)) {
        return ids.get(i);
      }
    }
    for (Upstream upstream : upstreams) {
      for (Map.Entry<String, Field<?>> column : upstream.columns().entrySet()) {
        if (column.getValue().getName().equals(field)) {
          return column.getKey() + " of " + upstream.source().plan().key();
        }
      }
    }
    return field;
  }
}
