package io.metaxy.jooq.sql;

import io.metaxy.jooq.table.FeatureDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;

/** A result that is read piece by piece. */
final class OpenResult implements AutoCloseable {

  private static final int FETCH_ROWS = 5_000;

  private final BorrowedConnection borrowed;
  private final Cursor<? extends Record> cursor;

  OpenResult(DSLContext dsl, FeatureDialect dialect, ResultQuery<? extends Record> query) {
    this(new BorrowedConnection(dsl, dialect), query);
  }

  /** Runs a statement on a connection, which ends with the result. */
  OpenResult(BorrowedConnection borrowed, ResultQuery<? extends Record> query) {
    this.borrowed = borrowed;
    try {
      cursor = borrowed.dsl().fetchLazy(query.fetchSize(FETCH_ROWS));
    } catch (RuntimeException e) {
      borrowed.close();
      throw e;
    }
  }

  Cursor<? extends Record> cursor() {
    return cursor;
  }

  /** The result as the driver has it, without what jOOQ does for each call. */
  ResultSet rows() {
    ResultSet rows = Objects.requireNonNull(cursor.resultSet(), "an open result");
    try {
      return rows.isWrapperFor(ResultSet.class) ? rows.unwrap(ResultSet.class) : rows;
    } catch (SQLException e) {
      return rows;
    }
  }

  BorrowedConnection borrowed() {
    return borrowed;
  }

  /** On the connection of the result. */
  DSLContext dsl() {
    return borrowed.dsl();
  }

  @Override
  public void close() {
    try (borrowed) {
      cursor.close();
    }
  }
}
