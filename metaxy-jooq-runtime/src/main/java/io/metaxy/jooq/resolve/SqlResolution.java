package io.metaxy.jooq.resolve;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.sql.BorrowedConnection;
import io.metaxy.jooq.sql.OpenResult;
import io.metaxy.jooq.sql.RecordCursor;
import io.metaxy.jooq.sql.ResultRows;
import io.metaxy.jooq.sql.RowCursor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Resolves in the database; see {@link ResolveStatement}. */
public final class SqlResolution implements Resolution {

  private final ResolveRequest request;
  private final FeatureDialect dialect;
  private final ResolveStatement statement;

  /** A resolve in a database that can compute the request's hash algorithm. */
  public SqlResolution(ResolveRequest request) {
    this.request = request;
    this.dialect = request.dialect();
    this.statement = new ResolveStatement(request);
  }

  @Override
  public String engine() {
    return "SQL";
  }

  @Override
  public ResolvedCounts counts(DSLContext dsl, HashForm form) {
    form.unknown();
    analyze(dsl);
    Record counts = countsRow(dsl);
    return new ResolvedCounts(
        number(counts, Status.NEW.word()),
        number(counts, Status.STALE.word()),
        number(counts, Status.ORPHANED.word()),
        number(counts, Status.BROKEN.word()),
        number(counts, "expected"));
  }

  private Record countsRow(DSLContext dsl) {
    if (!UniqueIds.canProve(request) && !dialect.reading().needsSession()) {
      return request.hash().algorithm().hex()
          ? single(dsl, statement.counts())
          : dsl.connectionResult(connection -> countsRow(dsl, connection));
    }
    try (BorrowedConnection borrowed = borrow(dsl)) {
      return single(borrowed.dsl(), proved(borrowed).counts());
    }
  }

  private Record countsRow(DSLContext dsl, Connection connection) throws SQLException {
    dialect.functions().install(connection, request.hash().algorithm());
    return single(DSL.using(dsl.configuration().derive(connection)), statement.counts());
  }

  /** A connection that has the functions that the statement calls. */
  private BorrowedConnection borrow(DSLContext dsl) {
    BorrowedConnection borrowed = new BorrowedConnection(dsl, dialect);
    try {
      dialect.functions().install(borrowed.connection(), request.hash().algorithm());
      return borrowed;
    } catch (SQLException e) {
      borrowed.close();
      throw new DataAccessException("Cannot install a hash function: " + e.getMessage(), e);
    }
  }

  private Record single(DSLContext dsl, Select<? extends Record> counts) {
    return dialect.policy().once(dsl, counts).fetchSingle(counts);
  }

  private static long number(Record counts, String column) {
    return counts.get(column, Long.class);
  }

  /** The statement with the ids proved unique in the state of the database that it sees. */
  private ResolveStatement proved(BorrowedConnection borrowed) {
    if (!UniqueIds.canProve(request)) {
      return statement;
    }
    borrowed.beginState();
    return new ResolveStatement(UniqueIds.proved(borrowed.dsl(), request));
  }

  /** Runs such a statement on a connection that is closed with the cursor. */
  private <T> RowCursor<T> open(
      DSLContext dsl, BiFunction<ResolveStatement, BorrowedConnection, RowCursor<T>> work) {
    BorrowedConnection borrowed = borrow(dsl);
    try {
      return work.apply(proved(borrowed), borrowed);
    } catch (RuntimeException e) {
      borrowed.close();
      throw e;
    }
  }

  /** Refreshes the planner's statistics of the tables. */
  public void analyze(DSLContext dsl) {
    dialect.policy().analyze(dsl, request.target().qualified());
    request
        .upstreams()
        .forEach(upstream -> dialect.policy().analyze(dsl, upstream.source().qualified()));
  }

  @Override
  public RowCursor<ResolvedRow> samples(
      DSLContext dsl, Set<Status> statuses, boolean carried, boolean ordered) {
    analyze(dsl);
    return open(
        dsl,
        (proved, borrowed) -> {
          ResolveStatement.Rows rows =
              carried && request.aggregates()
                  ? proved.rowsWithInputs(statuses)
                  : proved.rows(
                      statuses, carried, ordered || dialect.policy().ordersForSpeed().taken());
          return new SampleCursor(
              ResultRows.open(
                  borrowed,
                  dialect,
                  rows.select(),
                  rows.fields(),
                  request::columnName,
                  request.plan().inputIdColumns()),
              rows.columns());
        });
  }

  @Override
  public RowCursor<Record> orphaned(DSLContext dsl) {
    analyze(dsl);
    return open(
        dsl,
        (proved, borrowed) ->
            new RecordCursor<>(
                new OpenResult(borrowed, proved.orphaned(true)),
                row -> row,
                request.plan().idColumns()));
  }

  @Override
  public RowCursor<BrokenInput> broken(DSLContext dsl) {
    List<Field<?>> keys = request.keys();
    return open(
        dsl,
        (proved, borrowed) ->
            new RecordCursor<>(
                new OpenResult(borrowed, proved.broken()),
                row -> {
                  List<@Nullable Object> ids = new ArrayList<>();
                  keys.forEach(key -> ids.add(row.get(key)));
                  return new BrokenInput(ids, row.get("missing", String.class));
                },
                List.of()));
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
        statement.rows(EnumSet.of(Status.NEW, Status.STALE), true, false).select());
  }
}
