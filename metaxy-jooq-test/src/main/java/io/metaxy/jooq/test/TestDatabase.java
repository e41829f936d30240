package io.metaxy.jooq.test;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.SQLDialect;

/** The place of one test's tables, which no other test uses. Thread-safe. */
sealed interface TestDatabase permits H2Database, SchemaDatabase {

  /** jOOQ's dialect of the database. */
  SQLDialect dialect();

  /** Opens a connection, whose schema is that of the test. */
  Connection connect() throws SQLException;

  /** Closes a connection, or returns it to its pool as it came from there. */
  void disconnect(Connection connection) throws SQLException;

  /** The same store, which finds its tables here. */
  MetadataStore in(MetadataStore store);

  /**
   * Removes the place and all tables in it, after its connections are closed.
   *
   * @throws StoreException if the database refuses to
   */
  void remove();
}
