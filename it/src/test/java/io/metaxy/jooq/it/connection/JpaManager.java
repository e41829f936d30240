package io.metaxy.jooq.it.connection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Binds the connection of a transaction without marking it, as those of JPA do. */
final class JpaManager extends AbstractPlatformTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient DataSource source;

  JpaManager(DataSource source) {
    this.source = source;
  }

  @Override
  protected Object doGetTransaction() {
    return new Object();
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    try {
      Connection connection = source.getConnection();
      connection.setAutoCommit(false);
      TransactionSynchronizationManager.bindResource(source, new ConnectionHolder(connection));
    } catch (SQLException e) {
      throw new CannotCreateTransactionException("no connection", e);
    }
  }

  private Connection connection() {
    return ((ConnectionHolder) TransactionSynchronizationManager.getResource(source))
        .getConnection();
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    end(Connection::commit);
  }

  @Override
  protected void doRollback(DefaultTransactionStatus status) {
    end(Connection::rollback);
  }

  @FunctionalInterface
  private interface End {
    void of(Connection connection) throws SQLException;
  }

  private void end(End how) {
    try {
      how.of(connection());
    } catch (SQLException e) {
      throw new TransactionSystemException("not ended", e);
    }
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    try (Connection connection = connection()) {
      TransactionSynchronizationManager.unbindResource(source);
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new TransactionSystemException("not closed", e);
    }
  }
}
