package io.metaxy.jooq.project;

import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.exception.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a configured store: one for each use, so that threads can share the store. To
 * a database in this process, which may end with its last connection, one more stays open.
 * Thread-safe.
 */
final class StoreConnections implements ConnectionProvider, AutoCloseable {

  private final StoreConfig store;
  private final Connector connector;
  private final DSLContext dsl;
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable FeatureDialect dialect;
  private @Nullable Connection first;
  private boolean closed;

  private StoreConnections(
      StoreConfig store, @Nullable FeatureDialect dialect, ConnectionAddress address) {
    this.store = store;
    this.dialect = dialect;
    this.connector = Connector.of(store, dialect, address);
    Connection connection = connect();
    SQLDialect family;
    FeatureDialect found;
    try {
      family = dialect == null ? ofDatabase(connection) : Dialects.recommended(dialect);
      found = dialect == null ? Dialects.of(family) : dialect;
    } catch (RuntimeException e) {
      JDBCUtils.safeClose(connection);
      throw e;
    }
    this.dialect = found;
    if (found.access().isEmbedded()) {
      first = connection;
    } else {
      JDBCUtils.safeClose(connection);
    }
    this.dsl = DSL.using(this, family);
  }

  /**
   * Connects to a store once, to see that its database answers.
   *
   * @param dialect the dialect of the database; null to find it by the connection
   * @throws StoreException if it does not, or its driver is missing
   */
  static StoreConnections open(
      StoreConfig store, @Nullable FeatureDialect dialect, ConnectionAddress address) {
    return new StoreConnections(store, dialect, address);
  }

  /** A DSLContext on these connections. */
  DSLContext dsl() {
    return dsl;
  }

  private SQLDialect ofDatabase(Connection connection) {
    try {
      return Dialects.of(connection);
    } catch (SQLException e) {
      throw failed(e);
    } catch (UnsupportedOperationException e) {
      throw new StoreException(
          "Cannot open the store "
              + store.name()
              + ": its database is not supported (must be one of "
              + String.join(", ", Dialects.all().stream().map(FeatureDialect::name).toList())
              + "); correct stores."
              + store.name()
              + ".config.url");
    }
  }

  @Override
  public Connection acquire() {
    checkOpen();
    Connection connection = connect();
    synchronized (open) {
      if (!closed) {
        open.add(connection);
        return connection;
      }
    }
    JDBCUtils.safeClose(connection);
    throw closed();
  }

  /**
   * A new connection for a caller who closes it.
   *
   * @param schema its schema; null for that of the database
   */
  Connection connect(@Nullable String schema) {
    checkOpen();
    Connection connection = connect();
    FeatureDialect known = dialect;
    if (schema == null || known == null) {
      return connection;
    }
    try {
      known.access().use(connection, schema);
      return connection;
    } catch (SQLException e) {
      JDBCUtils.safeClose(connection);
      throw new StoreException(
          "Cannot use the schema "
              + schema
              + " of the store "
              + store.name()
              + ": the database says: "
              + known.failures().reason(e)
              + "; create the schema, or correct stores."
              + store.name()
              + ".config.schema",
          e);
    }
  }

  @Override
  public void release(Connection connection) {
    synchronized (open) {
      open.remove(connection);
    }
    JDBCUtils.safeClose(connection);
  }

  /** Closes all connections, those in use included. */
  @Override
  public void close() {
    List<Connection> all;
    synchronized (open) {
      closed = true;
      all = new ArrayList<>(open);
      open.clear();
      if (first != null) {
        all.add(first);
        first = null;
      }
    }
    all.forEach(JDBCUtils::safeClose);
  }

  private void checkOpen() {
    synchronized (open) {
      if (closed) {
        throw closed();
      }
    }
  }

  private StoreException closed() {
    return new StoreException(
        "Cannot connect to the store "
            + store.name()
            + ": the Metaxy that opened it is closed; close it after its last use");
  }

  private Connection connect() {
    try {
      return committing(connector.connect());
    } catch (SQLException e) {
      throw failed(e);
    } catch (RuntimeException e) {
      // A driver may refuse a URL or property so.
      throw failed(new SQLException(e.getMessage() == null ? e.toString() : e.getMessage(), e));
    }
  }

  /** A URL may switch auto-commit off, as if the connection were in a transaction of the caller. */
  private static Connection committing(Connection connection) throws SQLException {
    try {
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      JDBCUtils.safeClose(connection);
      throw e;
    }
  }

  private StoreException failed(SQLException error) {
    return SafeErrors.cannotConnect(store, dialect, error, store::withoutSecrets);
  }
}
