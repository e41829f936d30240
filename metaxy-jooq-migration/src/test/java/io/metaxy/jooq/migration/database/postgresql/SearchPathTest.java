package io.metaxy.jooq.migration.database.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.fixture.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement runs in a schema of its own; the search path of the connection stays. */
class SearchPathTest {

  private static final String SCHEMA = "Own \"schema\"";

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "pg_catalog", "\"$user\", public"})
  void isThatOfTheConnectionAgain(String path) throws Exception {
    TestServers.Place place = TestServers.fresh(MigrationDatabase.POSTGRESQL);
    try (Connection connection = DriverManager.getConnection(place.url())) {
      DSLContext dsl = DSL.using(connection, SQLDialect.POSTGRES);
      dsl.execute("create schema {0}", DSL.quotedName(SCHEMA));
      dsl.execute("select set_config('search_path', {0}, false)", DSL.inline(path));
      connection.setAutoCommit(false);
      new PostgresSupport().in(connection, SCHEMA, () -> dsl.execute("create table t (a int)"));
      connection.commit();

      assertEquals(path, dsl.fetchValue("select current_setting('search_path')"));
      assertEquals(
          SCHEMA, dsl.fetchValue("select schemaname::text from pg_tables where tablename = 't'"));
      dsl.execute("drop schema {0} cascade", DSL.quotedName(SCHEMA));
      connection.commit();
    } finally {
      place.end();
    }
  }
}
