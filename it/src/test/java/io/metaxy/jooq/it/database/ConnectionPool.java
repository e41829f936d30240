package io.metaxy.jooq.it.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/** A pool of connections to one database, without a size limit. */
public final class ConnectionPool implements ConnectionProvider, AutoCloseable {

  private static final int VALIDATION_SECONDS = 10;

  private final String url;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private int inUse;

  /** Opens one connection immediately: some databases exist only while they have one. */
  public ConnectionPool(String url) throws SQLException {
    this.url = url;
    idle.push(DriverManager.getConnection(url));
  }

  @Override
  public synchronized Connection acquire() {
    try {
      Connection connection = idle.isEmpty() ? DriverManager.getConnection(url) : idle.pop();
      inUse++;
      return connection;
    } catch (SQLException e) {
      throw new DataAccessException("Cannot connect to " + url, e);
    }
  }

  /** Rolls back what the user left open and drops lost connections, as pools do. */
  @Override
  public synchronized void release(Connection connection) {
    inUse--;
    try {
      if (connection.isValid(VALIDATION_SECONDS)) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
        idle.push(connection);
      }
    } catch (SQLException e) {
      throw new DataAccessException("Cannot return a connection to " + url, e);
    }
  }

  /**
   * Closes the connections.
   *
   * @throws IllegalStateException if a connection was not returned, so something was left open
   */
  @Override
  public synchronized void close() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
    if (inUse > 0) {
      throw new IllegalStateException(
          "Cannot close the connections to " + url + ": " + inUse + " still in use");
    }
  }
}
