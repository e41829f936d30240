package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.Resolution;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.SqlResolution;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.resolve.ValueTable;
import io.metaxy.jooq.sql.RowCursor;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;

/** Resolves in the JVM; see {@link JoinedCursor} and {@link MergeCursor}. */
public final class MergeResolution implements Resolution {

  private final ResolveRequest request;
  private final MergeSource source;

  /** A resolve with any hash algorithm on any database. */
  public MergeResolution(ResolveRequest request) {
    this.request = request;
    this.source =
        request.dialect().policy().joinsForMerge().taken() && !request.aggregates()
            ? new JoinedSource(request)
            : new UnionSource(request);
  }

  @Override
  public String engine() {
    return "MERGE";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl, HashForm form) {
    return source.counts(dsl, form);
  }

  @Override
  public RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    return source.samples(dsl, statuses, carried, ordered);
  }

  @Override
  public RowCursor<Record> orphaned(DSLContext dsl) {
    return source.orphaned(dsl);
  }

  @Override
  public RowCursor<BrokenInput> broken(DSLContext dsl) {
    return source.broken(dsl);
  }

  /**
   * Uses the database's own statement if it can compute the hashes, otherwise the resolved values.
   */
  @Override
  public Table<?> table(DSLContext dsl, Set<Status> statuses) {
    return hashes(dsl)
        ? new SqlResolution(request).table(dsl, statuses)
        : new ValueTable(request).of(samples(dsl, statuses, false, false));
  }

  private boolean hashes(DSLContext dsl) {
    HashFunctions functions = request.dialect().functions();
    HashAlgorithm algorithm = request.hash().algorithm();
    return functions.hashes(algorithm)
        && dsl.connectionResult(connection -> functions.install(connection, algorithm));
  }

  @Override
  public Table<?> orphanedTable(DSLContext dsl) {
    return new SqlResolution(request).orphanedTable(dsl);
  }

  @Override
  public String statement(DSLContext dsl) {
    return source.statement(dsl);
  }

  @Override
  public String counting(DSLContext dsl) {
    return source.counting(dsl);
  }
}
