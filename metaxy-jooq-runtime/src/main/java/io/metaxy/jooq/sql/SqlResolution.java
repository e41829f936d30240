package io.metaxy.jooq.sql;

import io.metaxy.jooq.table.FeatureDialect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The database resolves; see {@link ResolveStatement}. */
public final class SqlResolution implements Resolution {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final ResolveStatement statement;
  private final UniqueIds uniqueIds;

  /** A resolve by a database that hashes by the request's algorithm. */
  public SqlResolution(ResolveRequest request, FeatureDialect dialect) {
    this.request = request;
    this.dialect = dialect;
    this.statement = new ResolveStatement(request, dialect);
    this.uniqueIds = new UniqueIds(request, dialect);
  }

  @Override
  public String engine() {
    return "SQL";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl) {
    analyze(dsl);
    Record counts =
        uniqueIds.run(
            dsl, run -> Objects.requireNonNull(dsl.fetchOne(run.counts())), discarded -> {});
    return new ResolvedCounts(
        number(counts, Status.NEW.word()),
        number(counts, Status.STALE.word()),
        number(counts, Status.ORPHANED.word()),
        number(counts, Status.BROKEN.word()),
        number(counts, "expected"));
  }

  private static long number(Record counts, String column) {
    return counts.get(column, Long.class);
  }

  /** Has the planner know the tables. */
  void analyze(DSLContext dsl) {
    dialect.analyze(dsl, request.target().qualified());
    request.upstreams().forEach(upstream -> dialect.analyze(dsl, upstream.qualified()));
  }

  @Override
  public ResolvedCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    analyze(dsl);
    return uniqueIds.run(
        dsl,
        run -> {
          ResolveStatement.Rows rows =
              carried && run.hasInputs()
                  ? run.rowsWithInputs(statuses)
                  : run.rows(statuses, carried, ordered || dialect.ordersForSpeed());
          return new SampleCursor(
              ResultRows.open(dsl, dialect, rows.select(), rows.fields()), rows.columns());
        },
        SampleCursor::close);
  }

  @Override
  public ResolvedCursor<Record> orphaned(DSLContext dsl) {
    analyze(dsl);
    OpenResult result =
        uniqueIds.run(
            dsl, run -> new OpenResult(dsl, dialect, run.orphaned(true)), OpenResult::close);
    return new ResolvedCursor<>() {
      @Override
      public @Nullable Record next() {
        return result.cursor().fetchNext();
      }

      @Override
      public void close() {
        result.close();
      }
    };
  }

  @Override
  public ResolvedCursor<BrokenInput> broken(DSLContext dsl) {
    OpenResult result = new OpenResult(dsl, dialect, statement.broken());
    List<Field<?>> keys = statement.keys();
    return new ResolvedCursor<>() {
      @Override
      public @Nullable BrokenInput next() {
        Record row = result.cursor().fetchNext();
        if (row == null) {
          return null;
        }
        List<@Nullable Object> ids = new ArrayList<>();
        keys.forEach(key -> ids.add(row.get(key)));
        return new BrokenInput(ids, row.get("missing", String.class));
      }

      @Override
      public void close() {
        result.close();
      }
    };
  }

  @Override
  public Table<?> table(DSLContext dsl, Set<Status> statuses) {
    return statement.table(statuses);
  }

  @Override
  public Table<?> orphanedTable(DSLContext dsl) {
    return statement.orphaned(false).asTable(request.target().table().getName());
  }

  @Override
  public String statement(DSLContext dsl) {
    return dsl.renderInlined(
        uniqueIds.statement(dsl).rows(EnumSet.of(Status.NEW, Status.STALE), true, false).select());
  }
}
