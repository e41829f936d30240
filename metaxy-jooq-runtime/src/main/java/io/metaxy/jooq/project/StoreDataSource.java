package io.metaxy.jooq.project;

import io.metaxy.jooq.exception.StoreException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** New connections to the database of a configured store, which belong to the caller. */
final class StoreDataSource implements DataSource {

  private final String name;
  private final StoreConnections connections;
  private final @Nullable String schema;

  /**
   * The connections of a store.
   *
   * @param schema the schema of each connection; null for that of the database
   */
  StoreDataSource(String name, StoreConnections connections, @Nullable String schema) {
    this.name = name;
    this.connections = connections;
    this.schema = schema;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return connections.connect(schema);
    } catch (StoreException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "Cannot connect to the store "
            + name
            + " with another login than the configured one; use getConnection()");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw unsupported("log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw unsupported("login timeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw unsupported("logger");
  }

  private SQLFeatureNotSupportedException unsupported(String what) {
    return new SQLFeatureNotSupportedException(
        "Cannot use a "
            + what
            + " with the DataSource of the store "
            + name
            + "; set it in the driver or in a pool");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (isWrapperFor(type)) {
      return type.cast(this);
    }
    throw new SQLException(
        "Cannot unwrap the DataSource of the store "
            + name
            + " as "
            + type.getName()
            + "; use it as a DataSource");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  /** Its text has no secrets. */
  @Override
  public String toString() {
    return "DataSource of the store " + name;
  }
}
