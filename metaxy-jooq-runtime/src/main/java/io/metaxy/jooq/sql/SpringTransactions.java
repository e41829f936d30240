package io.metaxy.jooq.sql;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private static final String HOLDER = "org.springframework.jdbc.datasource.ConnectionHolder";

  private SpringTransactions() {}

  static boolean isProxy(Connection connection) {
    return named(connection.getClass(), PROXY) != null;
  }

  /**
   * The owner of the transaction of a proxy whose auto-commit is off: the caller, if a transaction
   * manager began it on this very connection. Spring also binds connections of other data sources
   * to a manager's transaction, but neither commits them nor rolls them back.
   */
  static TransactionOwner owner(Connection connection, ConnectionProvider provider) {
    if (provider instanceof DataSourceConnectionProvider pool && keepsOne(pool.dataSource())) {
      return TransactionOwner.CALLER;
    }
    Class<?> proxy = named(connection.getClass(), PROXY);
    if (proxy == null) {
      return TransactionOwner.UNKNOWN;
    }
    try {
      return owner(targets(connection), Class.forName(TRANSACTIONS, false, proxy.getClassLoader()));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return TransactionOwner.UNKNOWN;
    }
  }

  private static TransactionOwner owner(List<Connection> targets, Class<?> transactions)
      throws ReflectiveOperationException {
    boolean bound = false;
    boolean others = false;
    Object resources = transactions.getMethod("getResourceMap").invoke(null);
    for (Object resource : ((Map<?, ?>) Objects.requireNonNull(resources)).values()) {
      Class<?> holder = named(resource.getClass(), HOLDER);
      if (holder == null) {
        continue;
      }
      boolean managed = isManagers(holder, resource);
      if (!holds(holder, resource, targets)) {
        others |= managed;
      } else if (managed) {
        return TransactionOwner.CALLER;
      } else {
        bound = true;
      }
    }
    boolean active =
        Boolean.TRUE.equals(transactions.getMethod("isActualTransactionActive").invoke(null));
    // That of JTA, for example, includes every data source.
    return bound && active && !others ? TransactionOwner.UNKNOWN : TransactionOwner.STORE;
  }

  /** Whether a transaction manager bound a connection, rather than its first use. */
  private static boolean isManagers(Class<?> holder, Object resource)
      throws ReflectiveOperationException {
    Method active = holder.getDeclaredMethod("isTransactionActive");
    active.setAccessible(true);
    return Boolean.TRUE.equals(active.invoke(resource))
        || Boolean.FALSE.equals(holder.getMethod("isSynchronizedWithTransaction").invoke(resource));
  }

  private static boolean holds(Class<?> holder, Object resource, List<Connection> targets)
      throws ReflectiveOperationException {
    Method has = holder.getDeclaredMethod("hasConnection");
    has.setAccessible(true);
    if (!Boolean.TRUE.equals(has.invoke(resource))) {
      return false;
    }
    Object held = holder.getMethod("getConnection").invoke(resource);
    return targets.stream().anyMatch(target -> target == held);
  }

  /** The connection, and those that it is a proxy of. */
  private static List<Connection> targets(Connection connection)
      throws ReflectiveOperationException {
    List<Connection> targets = new ArrayList<>(List.of(connection));
    Connection last = connection;
    for (Class<?> proxy = named(last.getClass(), PROXY);
        proxy != null;
        proxy = named(last.getClass(), PROXY)) {
      Object target = proxy.getMethod("getTargetConnection").invoke(last);
      last = (Connection) Objects.requireNonNull(target);
      targets.add(last);
    }
    return targets;
  }

  private static boolean keepsOne(DataSource source) {
    return named(source.getClass(), ONE_CONNECTION) != null;
  }

  /** The class or interface of a class that has this name, or null. */
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
