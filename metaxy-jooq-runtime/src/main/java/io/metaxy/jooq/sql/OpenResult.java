package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;

/** A result that is streamed. */
public final class OpenResult implements AutoCloseable {

  private static final int FETCH_ROWS = 5_000;

  private final BorrowedConnection borrowed;
  private final Cursor<? extends Record> cursor;

  /** Runs a statement on a connection, which is closed with the result, but not if this fails. */
  public OpenResult(BorrowedConnection borrowed, ResultQuery<? extends Record> query) {
    this.borrowed = borrowed;
    DSLContext once = borrowed.dialect().policy().once(borrowed.dsl(), query);
    this.cursor = once.fetchLazy(query.fetchSize(FETCH_ROWS));
    // If one state was requested, the driver has already sent the whole result.
    borrowed.endState();
  }

  public static OpenResult of(
      DSLContext dsl, FeatureDialect dialect, ResultQuery<? extends Record> query) {
    BorrowedConnection borrowed = new BorrowedConnection(dsl, dialect);
    try {
      return new OpenResult(borrowed, query);
    } catch (RuntimeException e) {
      borrowed.close();
      throw e;
    }
  }

  public Cursor<? extends Record> cursor() {
    return cursor;
  }

  /** The driver's result set, without jOOQ's overhead for each call. */
  public ResultSet rows() {
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

  /** A DSLContext on the connection of the result. */
  public DSLContext dsl() {
    return borrowed.dsl();
  }

  @Override
  public void close() {
    try (borrowed) {
      cursor.close();
    }
  }
}
