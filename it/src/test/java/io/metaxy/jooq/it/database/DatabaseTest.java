package io.metaxy.jooq.it.database;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tests rely on in each database. */
class DatabaseTest {

  @ParameterizedTest
  @EnumSource
  void generatedTablesAreCreatedInEveryForm(Database kind) throws Exception {
    for (ByFieldForm byField : kind.byFieldForms()) {
      try (TestDatabase database = kind.open()) {
        TableForm form = TableForm.of(byField);
        database.create(form, SHOT);
        database.create(form.withoutZone().asThePeerMakesIt(), MOMENT);
        assertEquals(0, database.dsl().fetchCount(SHOT));
        assertEquals(0, database.dsl().fetchCount(MOMENT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionsSeeWhatOthersHaveCommitted(Database kind) throws Exception {
    try (TestDatabase database = kind.open()) {
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
  @EnumSource
  void everyOpenedDatabaseIsEmpty(Database kind) throws Exception {
    for (int i = 0; i < 2; i++) {
      try (TestDatabase database = kind.open()) {
        database.execute("create table alone (id integer)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void textIsOrderedAsTheDatabaseSays(Database kind) throws Exception {
    try (TestDatabase database = kind.open()) {
      List<String> ordered = new ArrayList<>();
      database
          .dsl()
          .fetch("select x from (values ('a'), ('B'), ('\u00E4'), ('_')) v (x) order by x")
          .forEach(row -> ordered.add(row.get(0, String.class)));
      assertEquals(
          kind == Database.POSTGRESQL_ICU
              ? List.of("_", "a", "\u00E4", "B")
              : List.of("B", "_", "a", "\u00E4"),
          ordered);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsNotGivenBackFailsTheTest(Database kind) throws Exception {
    TestDatabase database = kind.open();
    ConnectionProvider connections = database.dsl().configuration().connectionProvider();
    try (Connection kept = connections.acquire()) {
      assertTrue(kept.isValid(1));
      String message = assertThrows(IllegalStateException.class, database::close).getMessage();
      assertTrue(message.endsWith("still in use are 1"), message);
    }
  }

  @Test
  void thereIsOneServer() throws Exception {
    try (TestDatabase one = Database.POSTGRESQL.open();
        TestDatabase other = Database.POSTGRESQL_ICU.open()) {
      String question = "select inet_server_port()";
      assertEquals(one.dsl().fetchValue(question), other.dsl().fetchValue(question));
    }
  }
}
