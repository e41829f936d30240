package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** One row for each input, of features without N:1 upstreams; see {@link JoinedCursor}. */
final class JoinedSource implements MergeSource {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final JoinedStatement statement;
  private final SqlResolution unhashed;

  JoinedSource(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
    this.statement = new JoinedStatement(request, dialect);
    this.unhashed = new SqlResolution(request, dialect);
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl) {
    unhashed.analyze(dsl);
    JoinedStatement.Joined joined = statement.texts();
    long[] counts = new long[Status.values().length];
    long expected = 0;
    try (TextRows rows = TextRows.open(dsl, dialect, joined.select(), joined.texts())) {
      JoinedInput input = new JoinedInput(request, statement.prepare(), rows);
      while (rows.next()) {
        Status status = input.status();
        if (status != null) {
          counts[status.code()]++;
        }
        if (status != Status.ORPHANED) {
          expected++;
        }
      }
    }
    return ResolvedCounts.of(counts, expected);
  }

  @Override
  public ResolvedCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    unhashed.analyze(dsl);
    return new JoinedCursor(dsl, dialect, request, statement, statuses, carried, ordered);
  }

  /** Nothing is hashed for these, nor for those that are broken. */
  @Override
  public ResolvedCursor<Record> orphaned(DSLContext dsl) {
    return unhashed.orphaned(dsl);
  }

  @Override
  public ResolvedCursor<BrokenInput> broken(DSLContext dsl) {
    return unhashed.broken(dsl);
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(statement.rows(true, false).select());
  }
}
