package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.graph.DepPlan;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/** The JVM resolves; see {@link JoinedCursor} and {@link MergeCursor}. */
public final class MergeResolution implements Resolution {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final MergeSource source;

  /** A resolve by any algorithm on any database. */
  public MergeResolution(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
    boolean aggregates = request.plan().deps().stream().anyMatch(DepPlan::isAggregation);
    this.source =
        dialect.policy().joinsForMerge().taken() && !aggregates
            ? new JoinedSource(request, dialect)
            : new UnionSource(request, dialect);
  }

  @Override
  public String engine() {
    return "MERGE";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl) {
    return source.counts(dsl);
  }

  @Override
  public ResolvedCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    return source.samples(dsl, statuses, carried, ordered);
  }

  @Override
  public ResolvedCursor<Record> orphaned(DSLContext dsl) {
    return source.orphaned(dsl);
  }

  @Override
  public ResolvedCursor<BrokenInput> broken(DSLContext dsl) {
    return source.broken(dsl);
  }

  /** By the database's own statement where it hashes, else out of the values that were resolved. */
  @Override
  public Table<?> table(DSLContext dsl, Set<Status> statuses) {
    return hashes(dsl)
        ? new SqlResolution(request, dialect).table(dsl, statuses)
        : new ValueTable(request, dialect).of(samples(dsl, statuses, false, false));
  }

  private boolean hashes(DSLContext dsl) {
    return dialect.functions().hashes(request.algorithm())
        && dsl.connectionResult(c -> dialect.functions().install(c, request.algorithm()));
  }

  @Override
  public Table<?> orphanedTable(DSLContext dsl) {
    return new SqlResolution(request, dialect).orphanedTable(dsl);
  }

  @Override
  public String statement(DSLContext dsl) {
    return source.statement(dsl);
  }
}
