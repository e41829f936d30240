package io.metaxy.jooq.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** An H2 database in memory that lives as long as this object. */
final class TestDatabase implements AutoCloseable {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final Connection connection;

  private TestDatabase() throws SQLException {
    connection = DriverManager.getConnection(url, "sa", "");
  }

  static TestDatabase empty() throws SQLException {
    return new TestDatabase();
  }

  /** With the example's migrations, as Flyway applies them. */
  static TestDatabase withExample() throws SQLException {
    TestDatabase database = new TestDatabase();
    Flyway.configure()
        .dataSource(database.url, "sa", "")
        .locations("db/migration/h2")
        .load()
        .migrate();
    return database;
  }

  /** With the tables of generated classes, as jOOQ's DDL has them. */
  static TestDatabase with(Table<?>... tables) throws SQLException {
    TestDatabase database = new TestDatabase();
    database.dsl().ddl(tables).executeBatch();
    return database;
  }

  DSLContext dsl() {
    return DSL.using(connection, SQLDialect.H2);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
