package io.metaxy.jooq.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.h2.tools.Server;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The meaning of database errors. DuckDB has no roles and no server; in-memory databases of H2 and
 * DuckDB are never read-only.
 */
class FailuresTest {

  private static Failure meaning(DatabaseFixture kind, Connection connection, String sql) {
    SQLException failed = assertThrows(SQLException.class, () -> kind.execute(connection, sql));
    return Dialects.of(kind.dialect()).failures().of(failed);
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aTableThatIsNotThere(DatabaseFixture kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      String read = "select * from \"absent\"";
      assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, read));
      kind.execute(connection, "create table \"present\" (id integer)");
      assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, read));
      assertEquals(
          Failure.MISSING_TABLE,
          meaning(kind, connection, "insert into \"absent\" (id) values (1)"));
    }
  }

  /** H2 has a separate error if another table's name differs only in case. */
  @Test
  void aTableThatIsThereInAnotherCase() throws Exception {
    for (DatabaseFixture kind : List.of(H2Fixture.H2_MEMORY, PostgresFixture.POSTGRESQL)) {
      try (TestDatabase database = kind.open();
          Connection connection = DriverManager.getConnection(database.url())) {
        kind.execute(connection, "create table \"Absent\" (id integer)");
        assertEquals(Failure.MISSING_TABLE, meaning(kind, connection, "select * from \"absent\""));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aKeyThatIsThere(DatabaseFixture kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      kind.execute(connection, "create table once (id integer primary key)");
      kind.execute(connection, "insert into once values (1)");
      assertEquals(Failure.DUPLICATE, meaning(kind, connection, "insert into once values (1)"));
      assertEquals(
          Failure.DUPLICATE, meaning(kind, connection, "insert into once values (2), (2)"));
    }
  }

  @ParameterizedTest
  @MethodSource("withRoles")
  void aRoleWithoutARight(DatabaseFixture kind) throws Exception {
    try (TestDatabase database = kind.open()) {
      database.execute("create table locked (id integer)");
      try (Role role = kind.role(database, "guest_" + kind.name().toLowerCase(Locale.ROOT))) {
        role.mayUseTheSchema();
        role.act(
            dsl -> {
              DataAccessException failed =
                  assertThrows(DataAccessException.class, () -> dsl.fetch("select * from locked"));
              SQLException cause = assertInstanceOf(SQLException.class, failed.getCause());
              assertEquals(Failure.NO_RIGHTS, Dialects.of(kind.dialect()).failures().of(cause));
            });
      }
    }
  }

  private static List<DatabaseFixture> withRoles() {
    return Fixtures.with(Capability.ROLES);
  }

  @ParameterizedTest
  @MethodSource(Fixtures.DURABLE)
  void aDatabaseThatIsReadOnly(DatabaseFixture kind) throws Exception {
    DatabasePlace place = kind.place();
    DatabasePlace.execute(place.url(), "create table kept (id integer)");
    try (Connection reader = kind.readOnly(place)) {
      assertEquals(Failure.READ_ONLY, meaning(kind, reader, "insert into kept values (1)"));
      assertEquals(Failure.READ_ONLY, meaning(kind, reader, "create table more (id integer)"));
    }
    place.end().run();
  }

  @Test
  void aConnectionThatCannotBeOpened() throws Exception {
    for (DatabaseFixture kind : List.of(PostgresFixture.POSTGRESQL, MariaDbFixture.MARIADB_11)) {
      try (TestDatabase database = kind.open()) {
        String url = database.url();
        String elsewhere = url.replaceFirst(":[0-9]+/", ":1/");
        String nobody = url.replaceFirst("user=[a-z]+", "user=nobody");
        String nowhere = url.replaceFirst("(:[0-9]+/)[a-z_0-9]+", "$1nowhere");
        for (String wrong : List.of(elsewhere, nobody, nowhere)) {
          assertNotEquals(url, wrong);
          assertEquals(Failure.NO_CONNECTION, refused(kind, wrong), wrong);
        }
      }
    }
    try (TestDatabase database = H2Fixture.H2_MEMORY.open()) {
      String nobody = database.url() + ";USER=nobody";
      assertEquals(Failure.NO_CONNECTION, refused(H2Fixture.H2_MEMORY, nobody));
    }
  }

  private static Failure refused(DatabaseFixture kind, String url) {
    SQLException failed =
        assertThrows(SQLException.class, () -> DriverManager.getConnection(url).close());
    return Dialects.of(kind.dialect()).failures().of(failed);
  }

  @Test
  void aSessionThatTheServerEnds() throws Exception {
    for (DatabaseFixture kind : PostgresFixture.values()) {
      try (TestDatabase database = kind.open();
          Connection ended = DriverManager.getConnection(database.url())) {
        database.execute("select pg_terminate_backend(" + process(ended) + ", 10000)");
        assertEquals(Failure.LOST_CONNECTION, meaning(kind, ended, "select 1"));
      }
    }
  }

  @Test
  void aDatabaseThatIsShutDown() throws Exception {
    for (DatabaseFixture kind : H2Fixture.values()) {
      try (TestDatabase database = kind.open();
          Connection ended = DriverManager.getConnection(database.url())) {
        DatabasePlace.execute(database.url(), "shutdown");
        assertEquals(Failure.LOST_CONNECTION, meaning(kind, ended, "select 1"));
      }
    }
  }

  /** Session limits, which pools configure, end a session too. */
  @Test
  void aTransactionThatIsIdleTooLong() throws Exception {
    try (TestDatabase database = PostgresFixture.POSTGRESQL.open();
        Connection ended = DriverManager.getConnection(database.url())) {
      PostgresFixture.POSTGRESQL.execute(ended, "set idle_in_transaction_session_timeout = 1");
      int process = process(ended);
      ended.setAutoCommit(false);
      PostgresFixture.POSTGRESQL.execute(ended, "select 1");
      database.execute(
          "do $$ begin while exists (select from pg_stat_activity where pid = "
              + process
              + ") loop perform pg_sleep(0.01), pg_stat_clear_snapshot(); end loop; end $$");
      assertEquals(Failure.LOST_CONNECTION, meaning(PostgresFixture.POSTGRESQL, ended, "select 1"));
    }
  }

  /** The connection stays open. */
  @Test
  void aStatementThatTakesTooLongOnMariaDb() throws Exception {
    for (DatabaseFixture kind : MariaDbFixture.values()) {
      try (TestDatabase database = kind.open();
          Connection connection = DriverManager.getConnection(database.url())) {
        kind.execute(connection, "set session max_statement_time = 0.01");
        assertEquals(
            Failure.OTHER,
            meaning(
                kind, connection, "select count(*) from seq_1_to_1000000000 where md5(seq) = ''"));
        kind.execute(connection, "select 1");
      }
    }
  }

  @Test
  void aSessionThatMariaDbEnds() throws Exception {
    for (DatabaseFixture kind : MariaDbFixture.values()) {
      try (TestDatabase database = kind.open();
          Connection ended = DriverManager.getConnection(database.url())) {
        long id;
        try (Statement statement = ended.createStatement();
            ResultSet row = statement.executeQuery("select connection_id()")) {
          row.next();
          id = row.getLong(1);
        }
        database.execute("kill hard connection " + id);
        assertEquals(Failure.LOST_CONNECTION, meaning(kind, ended, "select 1"));
      }
    }
  }

  @Test
  void aRowThatAnotherTransactionHolds() throws Exception {
    Map<DatabaseFixture, String> impatient =
        Map.of(
            H2Fixture.H2_MEMORY, "set lock_timeout 1",
            PostgresFixture.POSTGRESQL, "set lock_timeout = 1",
            MariaDbFixture.MARIADB_11, "set session innodb_lock_wait_timeout = 1");
    for (Map.Entry<DatabaseFixture, String> each : impatient.entrySet()) {
      DatabaseFixture kind = each.getKey();
      try (TestDatabase database = kind.open();
          Connection holder = DriverManager.getConnection(database.url());
          Connection other = DriverManager.getConnection(database.url())) {
        kind.execute(holder, "create table held (id integer primary key, n integer)");
        kind.execute(holder, "insert into held values (1, 1)");
        holder.setAutoCommit(false);
        kind.execute(holder, "update held set n = 2 where id = 1");
        kind.execute(other, each.getValue());
        assertEquals(Failure.CONFLICT, meaning(kind, other, "update held set n = 3 where id = 1"));
        holder.rollback();
      }
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
      assertEquals(Failure.LOST_CONNECTION, meaning(H2Fixture.H2_MEMORY, ended, "select 1"));
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void anErrorOfTheStatementIsAnother(DatabaseFixture kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      kind.execute(connection, "create table present (id integer not null)");
      assertEquals(Failure.OTHER, meaning(kind, connection, "selec 1"));
      assertEquals(Failure.OTHER, meaning(kind, connection, "select absent from present"));
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aRowThatIsRefused(DatabaseFixture kind) throws Exception {
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      kind.execute(
          connection,
          "create table picky (id integer not null primary key, small smallint, cost decimal(4, 2),"
              + " grade varchar(20) check (grade <> 'F'), of_id integer, foreign key (of_id)"
              + " references picky (id))");
      for (String values :
          List.of(
              "null, 1, 1, 'A', null",
              "1, 100000, 1, 'A', null",
              "1, 1, 100, 'A', null",
              "1, 1, 1, 'F', null",
              "1, 1, 1, 'A', 7")) {
        assertEquals(
            Failure.REJECTED,
            meaning(kind, connection, "insert into picky values (" + values + ")"),
            values);
      }
    }
  }
}
