package io.metaxy.jooq.it.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A pool that reports connections that are returned in a state other than their original one. It
 * rolls back what the user left open, as pools do.
 */
final class StatefulPool extends AbstractDataSource implements AutoCloseable {

  private final String url;
  private final boolean autoCommit;
  private final int size;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final List<String> changed = new ArrayList<>();
  private int inUse;

  StatefulPool(String url, boolean autoCommit) {
    this(url, autoCommit, Integer.MAX_VALUE);
  }

  /**
   * @param size the number of connections, beyond which it throws instead of waiting
   */
  StatefulPool(String url, boolean autoCommit, int size) {
    this.url = url;
    this.autoCommit = autoCommit;
    this.size = size;
  }

  /** A DSLContext whose transactions belong to the thread. */
  DSLContext ofThread(SQLDialect dialect) {
    ConnectionProvider connections = new DataSourceConnectionProvider(this);
    return DSL.using(
        new DefaultConfiguration()
            .set(connections)
            .set(new ThreadLocalTransactionProvider(connections))
            .set(dialect));
  }

  private static String state(Connection connection) throws SQLException {
    return "auto-commit "
        + connection.getAutoCommit()
        + ", isolation "
        + connection.getTransactionIsolation()
        + ", read-only "
        + connection.isReadOnly()
        + ", schema "
        + connection.getSchema();
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (inUse == size) {
      throw new SQLTransientConnectionException("all " + size + " connections are in use");
    }
    Connection connection = idle.isEmpty() ? DriverManager.getConnection(url) : idle.pop();
    connection.setAutoCommit(autoCommit);
    inUse++;
    String before = state(connection);
    if (!autoCommit) {
      connection.rollback();
    }
    return (Connection)
        Proxy.newProxyInstance(
            StatefulPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack(connection, before);
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) {
    throw new UnsupportedOperationException("The test's connections have one user");
  }

  private synchronized void giveBack(Connection connection, String before) throws SQLException {
    inUse--;
    String after = state(connection);
    if (!after.equals(before)) {
      changed.add(before + " became " + after);
    }
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
    idle.push(connection);
  }

  /** Returns the changes of state of the connections, and how many were not given back. */
  synchronized List<String> faults() {
    List<String> faults = new ArrayList<>(changed);
    if (inUse > 0) {
      faults.add(inUse + " in use");
    }
    return faults;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
  }
}
