package io.metaxy.jooq.it.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Failure;
import io.metaxy.jooq.it.database.Database;
import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import org.h2.tools.Server;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a database means by an error. DuckDB has no roles and no server, and a database of H2 or
 * DuckDB in memory is never read-only.
 */
class FailuresTest {

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Failure meaning(Database kind, Connection connection, String sql) {
    SQLException failed = assertThrows(SQLException.class, () -> execute(connection, sql));
    return Dialects.of(kind.dialect()).failures().of(failed);
  }

  private static boolean isPostgres(Database kind) {
    return kind.dialect() == SQLDialect.POSTGRES;
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatIsNotThere(Database kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      String read = "select * from \"absent\"";
      assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, read));
      execute(connection, "create table \"present\" (id integer)");
      assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, read));
      assertEquals(
          Failure.MISSING_TABLE,
          meaning(kind, connection, "insert into \"absent\" (id) values (1)"));
    }
  }

  /** H2 has an error of its own when another table's name differs in case. */
  @ParameterizedTest
  @EnumSource(names = {"H2_MEMORY", "POSTGRESQL"})
  void aTableThatIsThereInAnotherCase(Database kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      execute(connection, "create table \"Absent\" (id integer)");
      assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, "select * from \"absent\""));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsThere(Database kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      execute(connection, "create table once (id integer primary key)");
      execute(connection, "insert into once values (1)");
      assertEquals(Failure.DUPLICATE, meaning(kind, connection, "insert into once values (1)"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2_MEMORY", "H2_FILE", "POSTGRESQL", "POSTGRESQL_ICU"})
  void aRoleWithoutARight(Database kind) throws Exception {
    String role = "guest_" + kind.name().toLowerCase(Locale.ROOT);
    String as = isPostgres(kind) ? "" : ";USER=" + role + ";PASSWORD=secret";
    try (TestDatabase database = kind.open();
        Connection owner = DriverManager.getConnection(database.url())) {
      execute(owner, "create table \"locked\" (id integer)");
      if (isPostgres(kind)) {
        execute(owner, "create role " + role);
        execute(
            owner,
            "do $$ begin execute format('grant usage on schema %I to "
                + role
                + "', current_schema()); end $$");
      } else {
        execute(owner, "create user " + role + " password 'secret'");
      }
      String url = database.url().replace(";DB_CLOSE_DELAY=-1", "") + as;
      try (Connection guest = DriverManager.getConnection(url)) {
        if (isPostgres(kind)) {
          execute(guest, "set role " + role);
        }
        assertEquals(Failure.NO_RIGHTS, meaning(kind, guest, "select * from \"locked\""));
      }
      if (isPostgres(kind)) {
        execute(owner, "drop owned by " + role);
        execute(owner, "drop role " + role);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2_FILE", "POSTGRESQL", "POSTGRESQL_ICU", "DUCKDB_FILE"})
  void aDatabaseThatIsReadOnly(Database kind) throws Exception {
    DatabasePlace place = kind.place();
    DatabasePlace.execute(place.url(), "create table kept (id integer)");
    try (Connection reader = readOnly(kind, place.url())) {
      assertEquals(Failure.READ_ONLY, meaning(kind, reader, "insert into kept values (1)"));
      assertEquals(Failure.READ_ONLY, meaning(kind, reader, "create table more (id integer)"));
    }
    place.end().run();
  }

  private static Connection readOnly(Database kind, String url) throws SQLException {
    Properties properties = new Properties();
    if (kind == Database.DUCKDB_FILE) {
      properties.setProperty("duckdb.read_only", "true");
    }
    Connection reader =
        DriverManager.getConnection(
            kind == Database.H2_FILE ? url + ";ACCESS_MODE_DATA=r" : url, properties);
    if (isPostgres(kind)) {
      execute(reader, "set session characteristics as transaction read only");
    }
    return reader;
  }

  @ParameterizedTest
  @EnumSource(names = {"H2_MEMORY", "H2_FILE", "POSTGRESQL", "POSTGRESQL_ICU"})
  void aConnectionThatTheDatabaseEnds(Database kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection ended = DriverManager.getConnection(database.url())) {
      DatabasePlace.execute(
          database.url(),
          isPostgres(kind)
              ? "select pg_terminate_backend(" + process(ended) + ", 10000)"
              : "shutdown");
      assertEquals(Failure.LOST_CONNECTION, meaning(kind, ended, "select 1"));
    }
  }

  private static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aServerOfH2ThatEnds() throws Exception {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:ended";
    try (Connection ended = DriverManager.getConnection(url)) {
      server.stop();
      assertEquals(Failure.LOST_CONNECTION, meaning(Database.H2_MEMORY, ended, "select 1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorOfTheStatementIsAnother(Database kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      execute(connection, "create table present (id integer not null)");
      assertEquals(Failure.OTHER, meaning(kind, connection, "selec 1"));
      assertEquals(Failure.OTHER, meaning(kind, connection, "select absent from present"));
      assertEquals(Failure.OTHER, meaning(kind, connection, "insert into present values (null)"));
    }
  }
}
