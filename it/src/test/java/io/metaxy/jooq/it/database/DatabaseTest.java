package io.metaxy.jooq.it.database;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties of each database that the tests rely on. */
class DatabaseTest {

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void generatedTablesAreCreatedInEveryForm(DatabaseFixture fixture) throws Exception {
    for (ByFieldForm byField : fixture.byFieldForms()) {
      try (TestDatabase database = fixture.open()) {
        TableForm form = TableForm.of(byField);
        database.create(form, SHOT);
        database.create(form.withoutZone().asThePeerMakesIt(), MOMENT);
        assertEquals(0, database.dsl().fetchCount(SHOT));
        assertEquals(0, database.dsl().fetchCount(MOMENT));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void connectionsSeeWhatOthersHaveCommitted(DatabaseFixture fixture) throws Exception {
    try (TestDatabase database = fixture.open()) {
      database.execute("create table seen (id integer)");
      DSLContext dsl = database.dsl();
      dsl.transaction(
          outer -> {
            database.execute("insert into seen values (1)");
            assertEquals(1, outer.dsl().fetchCount(DSL.table("seen")));
          });
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void everyOpenedDatabaseIsEmpty(DatabaseFixture fixture) throws Exception {
    for (int i = 0; i < 2; i++) {
      try (TestDatabase database = fixture.open()) {
        database.execute("create table alone (id integer)");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void textIsOrderedAsTheDatabaseSays(DatabaseFixture fixture) throws Exception {
    try (TestDatabase database = fixture.open()) {
      database.execute("create table v (x varchar(9))");
      database.execute("insert into v values ('a'), ('B'), ('\u00E4'), ('_')");
      List<String> ordered = new ArrayList<>();
      database
          .dsl()
          .fetch("select x from v order by x")
          .forEach(row -> ordered.add(row.get(0, String.class)));
      assertEquals(
          fixture.can(Capability.BYTE_ORDER)
              ? List.of("B", "_", "a", "\u00E4")
              : List.of("_", "a", "\u00E4", "B"),
          ordered);
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aConnectionThatIsNotGivenBackFailsTheTest(DatabaseFixture fixture) throws Exception {
    TestDatabase database = fixture.open();
    ConnectionProvider connections = database.dsl().configuration().connectionProvider();
    try (Connection kept = connections.acquire()) {
      assertTrue(kept.isValid(1));
      String message = assertThrows(IllegalStateException.class, database::close).getMessage();
      assertTrue(message.endsWith("1 still in use"), message);
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aPartOfATransactionIsRolledBackToItsSavepoint(DatabaseFixture fixture) throws Exception {
    try (TestDatabase database = fixture.open()) {
      database.execute("create table kept (id integer)");
      database
          .dsl()
          .connection(
              connection -> {
                connection.setAutoCommit(false);
                DSLContext one = DSL.using(connection, fixture.dialect());
                one.execute("insert into kept values (1)");
                if (fixture.can(Capability.SAVEPOINTS)) {
                  Savepoint before = connection.setSavepoint();
                  one.execute("insert into kept values (2)");
                  connection.rollback(before);
                } else {
                  assertEquals(
                      "setSavepoint",
                      assertThrows(SQLFeatureNotSupportedException.class, connection::setSavepoint)
                          .getMessage());
                }
                connection.commit();
                connection.setAutoCommit(true);
              });
      assertEquals(1, database.dsl().fetchCount(DSL.table("kept")));
    }
  }

  @ParameterizedTest
  @MethodSource(Fixtures.EVERY)
  void aRoleMayNothingUntilItIsAllowedTo(DatabaseFixture fixture) throws Exception {
    try (TestDatabase database = fixture.open()) {
      database.execute("create table secret (id integer)");
      String stranger = "stranger_" + fixture.name().toLowerCase(Locale.ROOT);
      if (fixture.can(Capability.ROLES)) {
        try (Role role = fixture.role(database, stranger)) {
          role.mayUseTheSchema();
          role.act(
              dsl -> {
                String says = fails(() -> dsl.fetch("select * from secret"));
                assertTrue(Pattern.compile(role.denied("table secret")).matcher(says).find(), says);
              });
        }
      } else {
        String says = fails(() -> fixture.role(database, stranger));
        assertTrue(says.contains("syntax error at or near \"role\""), says);
      }
    }
  }

  /** Returns the message of the driver. */
  private static String fails(Executable work) {
    return assertThrows(DataAccessException.class, work).getCause().getMessage();
  }

  @Test
  void thereIsOneServer() throws Exception {
    try (TestDatabase one = PostgresFixture.POSTGRESQL.open();
        TestDatabase other = PostgresFixture.POSTGRESQL_ICU.open()) {
      String question = "select inet_server_port()";
      assertEquals(one.dsl().fetchValue(question), other.dsl().fetchValue(question));
    }
  }
}
