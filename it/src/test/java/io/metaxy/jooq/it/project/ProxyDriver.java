package io.metaxy.jooq.it.project;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * A driver in front of those of databases: {@code jdbc:proxy:} and the URL of the database. It
 * refuses other URLs with an exception that quotes them, and does not find the host of {@link
 * #LOST}. Drivers are global, so tests that count its connections lock {@link #START}.
 */
final class ProxyDriver implements Driver, AutoCloseable {

  static final String START = "jdbc:proxy:";

  /** A URL whose host is unknown, without a question to the machine's resolver. */
  static final String LOST = START + "//no.such.invalid";

  private final List<Connection> connections = new ArrayList<>();

  /** Registers it until it is closed. */
  ProxyDriver() throws SQLException {
    DriverManager.registerDriver(this);
  }

  /** Returns how many of its connections are open. */
  int open() throws SQLException {
    int open = 0;
    for (Connection each : connections) {
      open += each.isClosed() ? 0 : 1;
    }
    return open;
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    if (url.equals(LOST)) {
      throw new SQLException(
          "The connection attempt failed.", new UnknownHostException("no.such.invalid"));
    }
    String behind = url.substring(START.length());
    if (!behind.startsWith("jdbc:")) {
      throw new IllegalArgumentException("no database is behind " + behind);
    }
    Connection connection = DriverManager.getConnection(behind, properties);
    connections.add(connection);
    return connection;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(START);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public void close() throws SQLException {
    DriverManager.deregisterDriver(this);
  }
}
