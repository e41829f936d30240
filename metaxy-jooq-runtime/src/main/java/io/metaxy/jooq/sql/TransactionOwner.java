package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.Dialects;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;

/** Who begins and ends the transaction of a connection that a DSLContext provides. */
public enum TransactionOwner {
  /** The store: nobody else has begun one. */
  STORE,
  /** The caller, or the transaction provider: the store only takes part in it. */
  CALLER,
  /** Unknown: the connection may be in a transaction of the caller. */
  UNKNOWN;

  /**
   * The owner of a connection's transaction. With auto-commit on, there is none yet. With
   * auto-commit off, the owner is the caller if the connection was passed to the DSLContext, or
   * comes from a transaction-aware proxy while a transaction of its data source is active. A
   * connection from any other data source is a pool's, which turned auto-commit off, unless its
   * transaction has changes: then the data source keeps a transaction, such as that of the thread.
   */
  public static TransactionOwner of(Configuration configuration, Connection connection)
      throws SQLException {
    if (connection.getAutoCommit()) {
      return STORE;
    }
    ConnectionProvider provider = configuration.connectionProvider();
    if (provider instanceof DefaultConnectionProvider) {
      return CALLER;
    }
    if (SpringTransactions.isProxy(connection)) {
      return SpringTransactions.owner(connection, provider);
    }
    if (provider instanceof DataSourceConnectionProvider
        && !Dialects.of(configuration.dialect()).reading().hasChanges(connection)) {
      return STORE;
    }
    return hasProvider(configuration) ? CALLER : UNKNOWN;
  }

  /** Whether a transaction provider other than jOOQ's default begins and joins transactions. */
  public static boolean hasProvider(Configuration configuration) {
    return !(configuration.transactionProvider() instanceof DefaultTransactionProvider);
  }
}
