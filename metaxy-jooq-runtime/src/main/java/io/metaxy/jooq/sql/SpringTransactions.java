package io.metaxy.jooq.sql;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Connections of Spring's data sources, recognized by name, so that Spring is not required. */
final class SpringTransactions {

  /** The interface of connections that take part in Spring's transactions, among others. */
  private static final String PROXY = "org.springframework.jdbc.datasource.ConnectionProxy";

  /** The interface of data sources that keep returning one connection. */
  private static final String ONE_CONNECTION =
      "org.springframework.jdbc.datasource.SmartDataSource";

  private static final String TRANSACTIONS =
      "org.springframework.transaction.support.TransactionSynchronizationManager";

  private SpringTransactions() {}

  static boolean isProxy(Connection connection) {
    return named(connection.getClass(), PROXY) != null;
  }

  /** The owner of the transaction of a proxy whose auto-commit is off. */
  static TransactionOwner owner(Connection connection, ConnectionProvider provider) {
    if (provider instanceof DataSourceConnectionProvider pool && keepsOne(pool.dataSource())) {
      return TransactionOwner.CALLER;
    }
    Class<?> proxy = named(connection.getClass(), PROXY);
    try {
      boolean active =
          proxy != null
              && Boolean.TRUE.equals(
                  Class.forName(TRANSACTIONS, false, proxy.getClassLoader())
                      .getMethod("isActualTransactionActive")
                      .invoke(null));
      return active ? TransactionOwner.CALLER : TransactionOwner.STORE;
    } catch (ReflectiveOperationException e) {
      return TransactionOwner.UNKNOWN;
    }
  }

  private static boolean keepsOne(DataSource source) {
    return named(source.getClass(), ONE_CONNECTION) != null;
  }

  /** The interface of a class that has this name, or null. */
  private static @Nullable Class<?> named(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> each : type.getInterfaces()) {
      Class<?> found = named(each, name);
      if (found != null) {
        return found;
      }
    }
    return named(type.getSuperclass(), name);
  }
}
