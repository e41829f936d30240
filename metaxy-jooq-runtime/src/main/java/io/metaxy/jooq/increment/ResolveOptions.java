package io.metaxy.jooq.increment;

import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.resolve.ResolveFilters;
import io.metaxy.jooq.spec.FeatureKey;
import io.metaxy.jooq.sql.ConditionColumns;
import io.metaxy.jooq.table.FeatureRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Configures how a feature is resolved: {@code store.resolve(TABLE, r -> r.where(…).staleIf(…))}.
 * Not thread-safe.
 *
 * @param <R> the feature's record
 */
public final class ResolveOptions<R extends FeatureRecord<R>> {

  private final FeatureTable<R> target;
  private final Map<FeatureKey, List<Condition>> conditions = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private @Nullable Condition staleIf;
  private @Nullable Collection<R> samples;
  private @Nullable Engine engine;
  private boolean compare = true;
  private boolean leaveOutBroken;

  public ResolveOptions(FeatureTable<R> target) {
    this.target = target;
  }

  /**
   * Considers only the rows of one feature, an upstream or the feature itself, whose latest state
   * satisfies a condition on its table. Other rows of the feature itself are ignored; samples from
   * the caller that do not satisfy it are left out.
   */
  public ResolveOptions<R> where(FeatureTable<?> table, Condition condition) {
    ConditionColumns.check("filter", table, condition);
    conditions.computeIfAbsent(table.featureKey(), key -> new ArrayList<>()).add(condition);
    return this;
  }

  /**
   * Considers only the rows that satisfy a condition in the text form of {@code docs/semantics.md}
   * 12, on every upstream, by downstream column names, and on the feature itself.
   */
  public ResolveOptions<R> whereText(String filter) {
    texts.add(Objects.requireNonNull(filter, "filter"));
    return this;
  }

  /**
   * Considers only the feature's own rows that satisfy a condition; {@link #where} on its own
   * table.
   */
  public ResolveOptions<R> whereTarget(Condition condition) {
    return where(target, condition);
  }

  /**
   * Treats samples whose current row satisfies a condition as stale even if their provenance is
   * unchanged; with several conditions, those that satisfy any.
   *
   * @throws IllegalArgumentException if the condition is on another table
   */
  public ResolveOptions<R> staleIf(Condition condition) {
    ConditionColumns.check("staleness predicate", target, condition);
    staleIf = staleIf == null ? condition : staleIf.or(condition);
    return this;
  }

  /** Treats all expected samples as new, regardless of existing rows. */
  public ResolveOptions<R> skipComparison() {
    compare = false;
    return this;
  }

  /**
   * Expects these samples: those of a root feature, or for any other feature instead of those from
   * its upstreams.
   *
   * @param given records with ids and {@code metaxy_provenance_by_field}; each id once
   */
  public ResolveOptions<R> samples(Collection<R> given) {
    samples = List.copyOf(given);
    return this;
  }

  /** Resolves with this engine instead of the store's. */
  public ResolveOptions<R> engine(Engine named) {
    engine = named;
    return this;
  }

  /** Leaves out and counts broken samples instead of failing. */
  public ResolveOptions<R> leaveOutBroken() {
    leaveOutBroken = true;
    return this;
  }

  ResolveFilters filters() {
    return ResolveFilters.of(conditions, texts);
  }

  @Nullable Condition staleIf() {
    return staleIf;
  }

  @Nullable Collection<R> samples() {
    return samples;
  }

  @Nullable Engine engine() {
    return engine;
  }

  boolean compares() {
    return compare;
  }

  boolean leavesOutBroken() {
    return leaveOutBroken;
  }
}
