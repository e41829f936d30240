package io.metaxy.jooq.sql;

import io.metaxy.jooq.table.FeatureDialect;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.ConnectionProvider;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * A result that is read piece by piece, on a connection of its own where the DSLContext gives one:
 * on databases that stream in transactions only, a read-only one is open as long as this is. On the
 * only connection that there is, outside of a transaction, such a database sends all at once.
 */
final class OpenResult implements AutoCloseable {

  private static final int FETCH_ROWS = 5_000;

  private final ConnectionProvider provider;
  private final Connection connection;
  private final boolean transaction;
  private final DSLContext dsl;
  private final Cursor<? extends Record> cursor;
  private boolean closed;

  OpenResult(DSLContext dsl, FeatureDialect dialect, ResultQuery<? extends Record> query) {
    provider = dsl.configuration().connectionProvider();
    connection = acquire(provider);
    try {
      transaction =
          dialect.streamsInTransactions()
              && !(provider instanceof DefaultConnectionProvider)
              && connection.getAutoCommit();
      if (transaction) {
        connection.setAutoCommit(false);
      }
      this.dsl = DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)));
      cursor = this.dsl.fetchLazy(query.fetchSize(FETCH_ROWS));
    } catch (SQLException e) {
      provider.release(connection);
      throw new DataAccessException("Cannot open a result", e);
    } catch (RuntimeException e) {
      restore();
      throw e;
    }
  }

  private static Connection acquire(ConnectionProvider provider) {
    Connection connection = provider.acquire();
    if (connection == null) {
      throw new DataAccessException("Cannot get a connection from " + provider);
    }
    return connection;
  }

  Cursor<? extends Record> cursor() {
    return cursor;
  }

  /** On the connection of the result. */
  DSLContext dsl() {
    return dsl;
  }

  private void restore() {
    try {
      if (transaction && !connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot end the transaction of a result", e);
    } finally {
      provider.release(connection);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        cursor.close();
      } finally {
        restore();
      }
    }
  }
}
