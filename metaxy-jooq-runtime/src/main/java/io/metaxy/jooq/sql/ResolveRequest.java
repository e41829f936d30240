package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.List;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What is to be resolved, and how.
 *
 * @param target the feature
 * @param upstreams its dependencies, in the order of the plan
 * @param algorithm how samples are hashed
 * @param hashLength the characters that are kept of a hash
 * @param filters run-time filters
 * @param staleIf makes a current row stale although its provenance is right; null is none
 * @param compare whether there is a comparison with the current rows; everything expected is new
 *     without
 */
public record ResolveRequest(
    FeatureSource target,
    List<FeatureSource> upstreams,
    HashAlgorithm algorithm,
    int hashLength,
    ResolveFilters filters,
    @Nullable Condition staleIf,
    boolean compare) {

  public ResolveRequest {
    upstreams = List.copyOf(upstreams);
  }

  /** A request without options. */
  public static ResolveRequest of(
      FeatureSource target,
      List<FeatureSource> upstreams,
      HashAlgorithm algorithm,
      int hashLength) {
    return new ResolveRequest(
        target, upstreams, algorithm, hashLength, ResolveFilters.NONE, null, true);
  }

  /** The same request of sources of which more is known. */
  ResolveRequest with(FeatureSource newTarget, List<FeatureSource> newUpstreams) {
    return new ResolveRequest(
        newTarget, newUpstreams, algorithm, hashLength, filters, staleIf, compare);
  }

  /**
   * Checks that every filter fits the columns that it names.
   *
   * @throws IllegalArgumentException when one does not, naming it and the feature
   */
  public void checkFilters(FeatureDialect dialect) {
    Prepare prepare = new Prepare(this, dialect, new Provenance(this, dialect));
    prepare.keptCurrent();
    for (int number = 0; number < upstreams.size(); number++) {
      prepare.kept(number);
    }
  }

  /** The feature. */
  public FeaturePlan plan() {
    return target.plan();
  }
}
