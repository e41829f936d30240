package io.metaxy.jooq.test;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;
import org.jspecify.annotations.Nullable;

/**
 * A schema of its own in a user's database. Its SQL:
 *
 * <pre>{@code
 * create schema "metaxy_test_0123456789abcdef0123456789abcdef"
 * drop schema "metaxy_test_0123456789abcdef0123456789abcdef" cascade
 * }</pre>
 */
final class SchemaDatabase implements TestDatabase {

  private final DataSource dataSource;
  private final SQLDialect dialect;
  private final String schema;
  private final CurrentSchema current;

  /** The settings of connections that pools must get back. */
  private final Map<Connection, @Nullable String> before =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private SchemaDatabase(DataSource dataSource, SQLDialect dialect, String schema) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.schema = schema;
    this.current = CurrentSchema.of(dialect);
  }

  /**
   * Creates the schema.
   *
   * @throws StoreException if the database refuses to, is not supported, or is another one for each
   *     connection
   */
  static SchemaDatabase create(DataSource dataSource) {
    SchemaDatabase database;
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.getAutoCommit()) {
        throw new StoreException(
            "Cannot create the store of a test: the connections of the DataSource have auto-commit"
                + " off, so they may be in a transaction of the caller; provide connections with"
                + " auto-commit on");
      }
      String schema = "metaxy_test_" + UUID.randomUUID().toString().replace("-", "");
      database = new SchemaDatabase(dataSource, dialect(connection), schema);
      database.createSchema(connection);
    } catch (SQLException e) {
      throw new StoreException(
          "Cannot create the store of a test: the database does not answer: "
              + e.getMessage()
              + "; start it, or correct the DataSource",
          e);
    }
    database.checkShared();
    return database;
  }

  private static SQLDialect dialect(Connection connection) throws SQLException {
    try {
      return Dialects.of(connection);
    } catch (UnsupportedOperationException e) {
      throw new StoreException(
          "Cannot create the store of a test: the database of the DataSource is not supported (must"
              + " be one of "
              + String.join(", ", Dialects.all().stream().map(known -> known.name()).toList())
              + "); provide another DataSource",
          e);
    }
  }

  private void createSchema(Connection connection) {
    try {
      DSLContext dsl = DSL.using(connection, dialect);
      Attempts.run(dialect, () -> dsl.execute("create schema {0}", DSL.quotedName(schema)));
    } catch (DataAccessException e) {
      throw new StoreException(
          "Cannot create schema "
              + schema
              + " for a test: the database says: "
              + TestConnections.reason(dialect, e)
              + "; grant the user the right to create schemas",
          e);
    }
  }

  private void checkShared() {
    try {
      disconnect(connect());
    } catch (SQLException e) {
      throw new StoreException(
          "Cannot use schema "
              + schema
              + " of a test: the next connection of the DataSource does not find it: "
              + e.getMessage()
              + "; provide a DataSource whose connections share one database, such as one with a"
              + " name or a file",
          e);
    }
  }

  @Override
  public SQLDialect dialect() {
    return dialect;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      String setting = current.get(connection);
      current.set(connection, current.first(schema, setting));
      before.put(connection, setting);
      return connection;
    } catch (SQLException | RuntimeException e) {
      JDBCUtils.safeClose(connection);
      throw e;
    }
  }

  @Override
  public void disconnect(Connection connection) throws SQLException {
    try (connection) {
      String setting = before.remove(connection);
      if (setting != null && !connection.isClosed()) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          // Otherwise a pool that rolls back when a connection is closed restores the schema.
          connection.setAutoCommit(true);
        }
        current.set(connection, setting);
      }
    }
  }

  @Override
  public MetadataStore in(MetadataStore store) {
    return store.withSchema(schema);
  }

  @Override
  public void remove() {
    try (Connection connection = dataSource.getConnection()) {
      DSLContext dsl = DSL.using(connection, dialect);
      String drop = "drop schema {0} " + current.dropContents();
      Attempts.run(dialect, () -> dsl.execute(drop, DSL.quotedName(schema)));
    } catch (SQLException e) {
      throw notDropped(e.getMessage(), e);
    } catch (DataAccessException e) {
      throw notDropped(TestConnections.reason(dialect, e), e);
    }
  }

  private StoreException notDropped(@Nullable String reason, Exception cause) {
    return new StoreException(
        "Cannot drop schema "
            + schema
            + " of a test: the database says: "
            + reason
            + "; end what uses its tables before the end of the test, and drop it",
        cause);
  }

  @Override
  public String toString() {
    return schema;
  }
}
