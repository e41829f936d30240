package io.metaxy.jooq.test;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.exception.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jooq.ConnectionProvider;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;

/**
 * The connections of one test: one for each use. Those that a test leaves open, such as that of an
 * increment, are closed with it, because they could lock its tables. Thread-safe.
 */
final class TestConnections implements ConnectionProvider, AutoCloseable {

  private final TestDatabase database;
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  TestConnections(TestDatabase database) {
    this.database = database;
  }

  @Override
  public Connection acquire() {
    synchronized (open) {
      checkOpen();
    }
    Connection connection;
    try {
      connection = database.connect();
    } catch (SQLException e) {
      throw new DataAccessException("Cannot connect to the database of a test", e);
    }
    synchronized (open) {
      if (!closed) {
        open.add(connection);
        return connection;
      }
    }
    disconnect(connection);
    throw closed();
  }

  private void checkOpen() {
    if (closed) {
      throw closed();
    }
  }

  private static StoreException closed() {
    return new StoreException(
        "Cannot use the store of a test after the test; give each test its own parameter");
  }

  @Override
  public void release(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
    disconnect(connection);
  }

  private void disconnect(Connection connection) {
    try {
      database.disconnect(connection);
    } catch (SQLException e) {
      throw new DataAccessException("Cannot return a connection of a test", e);
    }
  }

  private void disconnectSafely(Connection connection) {
    try {
      database.disconnect(connection);
    } catch (SQLException e) {
      // A connection that is lost locks nothing.
    }
  }

  /** Closes the connections, and removes the database. */
  @Override
  public void close() {
    List<Connection> left;
    synchronized (open) {
      closed = true;
      left = new ArrayList<>(open);
      open.clear();
    }
    left.forEach(this::disconnectSafely);
    database.remove();
  }

  /** The database's message of a failed statement. */
  static String reason(SQLDialect dialect, DataAccessException failure) {
    SQLException error = Failures.cause(failure);
    return error == null
        ? String.valueOf(failure.getMessage())
        : Dialects.of(dialect).failures().reason(error);
  }
}
