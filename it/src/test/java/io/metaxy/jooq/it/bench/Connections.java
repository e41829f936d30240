package io.metaxy.jooq.it.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/**
 * A pool of one thread's connections: a store reads through one while it writes through another.
 */
final class Connections implements ConnectionProvider, AutoCloseable {

  private final String url;
  private final Deque<Connection> idle = new ArrayDeque<>();

  Connections(String url) {
    this.url = url;
  }

  @Override
  public Connection acquire() {
    try {
      return idle.isEmpty() ? DriverManager.getConnection(url) : idle.pop();
    } catch (SQLException e) {
      throw new DataAccessException("Cannot connect to " + url, e);
    }
  }

  @Override
  public void release(Connection connection) {
    idle.push(connection);
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : idle) {
      connection.close();
    }
  }
}
