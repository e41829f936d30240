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
import org.jooq.impl.NoTransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * A connection held while a result is read; a separate one if the DSLContext provides it. On
 * databases that stream only in transactions, a transaction stays open until this is closed. On the
 * only connection available, outside a transaction, such a database sends the whole result at once,
 * unless nothing else uses it meanwhile ({@link #unshared}). The connection is returned in its
 * original state.
 */
public final class BorrowedConnection implements AutoCloseable {

  /** How long to wait for a connection to answer that seems lost. */
  private static final int VALIDATION_SECONDS = 10;

  private final FeatureDialect dialect;
  private final ConnectionProvider provider;
  private final Connection connection;
  private final boolean autoCommit;
  private final boolean shared;
  private final Session session;
  private final DSLContext dsl;

  /** Whether this ends the connection's transaction: this began it, or nobody else did. */
  private boolean transaction;

  private boolean state;
  private boolean closed;

  public BorrowedConnection(DSLContext dsl, FeatureDialect dialect) {
    this.dialect = dialect;
    provider = dsl.configuration().connectionProvider();
    Connection acquired = provider.acquire();
    if (acquired == null) {
      throw new DataAccessException("Cannot get a connection from " + provider);
    }
    connection = acquired;
    boolean changed = false;
    try {
      autoCommit = connection.getAutoCommit();
      ConnectionProvider origin = provider instanceof Unshared unshared ? unshared.of() : provider;
      TransactionOwner owner = TransactionOwner.of(dsl.configuration().derive(origin), connection);
      shared =
          origin == provider
              && (provider instanceof DefaultConnectionProvider || owner != TransactionOwner.STORE);
      transaction =
          !shared
              && owner == TransactionOwner.STORE
              && (!autoCommit || dialect.capabilities().streamsInTransactions())
              && !(origin instanceof DefaultConnectionProvider
                  && dialect.reading().isInTransaction(connection));
      if (transaction && autoCommit) {
        connection.setAutoCommit(false);
        changed = true;
      }
      session = dialect.reading().session(connection);
    } catch (SQLException | RuntimeException e) {
      giveBack(changed, e);
      throw e instanceof RuntimeException unchecked
          ? unchecked
          : new DataAccessException("Cannot begin a transaction: " + e.getMessage(), e);
    }
    // Other transaction providers have connections of their own.
    Configuration own =
        dsl.configuration()
            .derive(new DefaultConnectionProvider(connection))
            .derive(new NoTransactionProvider());
    Settings settings = SettingsTools.clone(own.settings());
    this.dsl = DSL.using(own.derive(settings.withBackslashEscaping(BackslashEscaping.DEFAULT)));
  }

  private void giveBack(boolean changed, Exception failure) {
    try {
      try {
        if (changed) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      } finally {
        provider.release(connection);
      }
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * The same DSLContext for results that are read and closed before their connection is used for
   * anything else.
   */
  public static DSLContext unshared(DSLContext dsl) {
    Configuration all = dsl.configuration();
    return DSL.using(all.derive(new Unshared(all.connectionProvider())));
  }

  /** Provides the connections of another provider. */
  private record Unshared(ConnectionProvider of) implements ConnectionProvider {

    @Override
    public @Nullable Connection acquire() {
      return of.acquire();
    }

    @Override
    public void release(Connection connection) {
      of.release(connection);
    }

    @Override
    public String toString() {
      return of.toString();
    }
  }

  /**
   * Whether it is the only connection or that of a transaction, so that it is used while the result
   * is read.
   */
  boolean isShared() {
    return shared;
  }

  FeatureDialect dialect() {
    return dialect;
  }

  public Connection connection() {
    return connection;
  }

  /** A DSLContext on this connection. */
  public DSLContext dsl() {
    return dsl;
  }

  /**
   * Until {@link #endState}, statements see one state of the database despite other writers: in the
   * current transaction, or in a new one.
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

  /** Does nothing if no state was begun, or if it was ended. */
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
    if (connection.isClosed()) {
      return;
    }
    try {
      connection.rollback();
    } finally {
      if (autoCommit) {
        connection.setAutoCommit(true);
      }
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        if (transaction || state) {
          endTransaction();
        }
      } finally {
        endSession();
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot end the transaction of a result: " + e.getMessage(), e);
    } finally {
      provider.release(connection);
    }
  }

  /** The settings of a session end with its connection. */
  private void endSession() throws SQLException {
    try {
      if (!connection.isClosed()) {
        session.close();
      }
    } catch (SQLException e) {
      if (connection.isValid(VALIDATION_SECONDS)) {
        throw e;
      }
    }
  }
}
