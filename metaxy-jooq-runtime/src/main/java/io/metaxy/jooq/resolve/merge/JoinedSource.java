package io.metaxy.jooq.resolve.merge;

import io.metaxy.jooq.resolve.BrokenInput;
import io.metaxy.jooq.resolve.HashForm;
import io.metaxy.jooq.resolve.ResolveRequest;
import io.metaxy.jooq.resolve.ResolvedCounts;
import io.metaxy.jooq.resolve.ResolvedRow;
import io.metaxy.jooq.resolve.SqlResolution;
import io.metaxy.jooq.resolve.Status;
import io.metaxy.jooq.sql.RowCursor;
import io.metaxy.jooq.sql.TextRows;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** One row per input, for features without N:1 upstreams; see {@link JoinedCursor}. */
final class JoinedSource implements MergeSource {

  private final ResolveRequest request;
  private final JoinedStatement statement;
  private final SqlResolution unhashed;

  JoinedSource(ResolveRequest request) {
    this.request = request;
    this.statement = new JoinedStatement(request);
    this.unhashed = new SqlResolution(request);
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl, HashForm form) {
    unhashed.analyze(dsl);
    JoinedStatement.Joined joined = statement.texts();
    long[] counts = new long[Status.values().length];
    long expected = 0;
    try (TextRows rows = TextRows.open(dsl, request.dialect(), joined.select(), joined.texts())) {
      JoinedInput input = new JoinedInput(request, rows);
      while (rows.next()) {
        Status status = input.status();
        if (status != null) {
          counts[status.code()]++;
        }
        if (status == Status.STALE) {
          form.add(input.current());
        }
        if (status != Status.ORPHANED) {
          expected++;
        }
      }
    }
    return ResolvedCounts.of(counts, expected);
  }

  @Override
  public RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    unhashed.analyze(dsl);
    return new JoinedCursor(dsl, request, statement, statuses, carried, ordered);
  }

  /** Orphaned rows need no hashing, nor do broken ones. */
  @Override
  public RowCursor<Record> orphaned(DSLContext dsl) {
    return unhashed.orphaned(dsl);
  }

  @Override
  public RowCursor<BrokenInput> broken(DSLContext dsl) {
    return unhashed.broken(dsl);
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(statement.rows(true, false).select());
  }
}
