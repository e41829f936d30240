package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.Session;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/**
 * A connection for as long as a result is read, one of its own where the DSLContext gives one: on
 * databases that stream in transactions only, a transaction is open as long as this is. On the only
 * connection that there is, outside of a transaction, such a database sends all at once.
 */
public final class BorrowedConnection implements AutoCloseable {

  private final ConnectionProvider provider;
  private final Connection connection;
  private final boolean shared;
  private final boolean transaction;
  private final Session session;
  private final DSLContext dsl;
  private boolean state;
  private boolean closed;

  public BorrowedConnection(DSLContext dsl, FeatureDialect dialect) {
    provider = dsl.configuration().connectionProvider();
    Connection acquired = provider.acquire();
    if (acquired == null) {
      throw new DataAccessException("Cannot get a connection from " + provider);
    }
    connection = acquired;
    try {
      shared = provider instanceof DefaultConnectionProvider || !connection.getAutoCommit();
      transaction = dialect.capabilities().streamsInTransactions() && !shared;
      if (transaction) {
        connection.setAutoCommit(false);
      }
      session = dialect.reading().session(connection);
    } catch (SQLException e) {
      provider.release(connection);
      throw new DataAccessException("Cannot begin a transaction", e);
    }
    Configuration own = dsl.configuration().derive(new DefaultConnectionProvider(connection));
    Settings settings = SettingsTools.clone(own.settings());
    this.dsl = DSL.using(own.derive(settings.withBackslashEscaping(BackslashEscaping.DEFAULT)));
  }

  /** Whether it is the only one, or that of a transaction: used while the result is read. */
  boolean isShared() {
    return shared;
  }

  public Connection connection() {
    return connection;
  }

  /** On this connection. */
  public DSLContext dsl() {
    return dsl;
  }

  /**
   * From here to {@link #endState} statements see one state of the database, whoever else writes:
   * in the transaction that there is, or in one of its own.
   */
  public void beginState() {
    try {
      if (connection.getAutoCommit()) {
        connection.setAutoCommit(false);
        state = true;
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot begin a transaction: " + e.getMessage(), e);
    }
  }

  /** Nothing when no state was begun, or was ended. */
  void endState() {
    try {
      if (state) {
        state = false;
        endTransaction();
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot end a transaction: " + e.getMessage(), e);
    }
  }

  private void endTransaction() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (transaction || state) {
        endTransaction();
      }
      if (!connection.isClosed()) {
        session.close();
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot end the transaction of a result", e);
    } finally {
      provider.release(connection);
    }
  }
}
