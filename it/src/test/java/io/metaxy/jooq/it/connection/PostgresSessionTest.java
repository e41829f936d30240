package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a session in which PostgreSQL returns other values than those written. */
class PostgresSessionTest {

  private static final PostgresFixture KIND = PostgresFixture.POSTGRESQL;

  @ParameterizedTest
  @ValueSource(ints = {0, -10})
  void roundedNumbersAreRefused(int digits) throws Exception {
    try (TestDatabase database = KIND.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      database.create(SHOT);
      MetadataStore store = MetadataStore.of(DSL.using(connection, KIND.dialect()), Features.GRAPH);
      KIND.execute(connection, "set extra_float_digits = " + digits);
      assertEquals(
          "Cannot use a session whose extra_float_digits is "
              + digits
              + ", because numbers would be rounded; reset extra_float_digits",
          assertThrows(UnsupportedOperationException.class, () -> store.read(SHOT)).getMessage());
      KIND.execute(connection, "set extra_float_digits = 1");
      store.write(SHOT, List.of(Shots.shot(1, "p", "s").setSeconds(Double.MAX_VALUE)));
      assertEquals(Double.MAX_VALUE, store.read(SHOT).fetch().get(0).getSeconds());
    }
  }

  /** The driver prepares a statement that it has sent several times. */
  @Test
  void aTableThatIsChangedWhileAConnectionLives() throws Exception {
    try (TestDatabase database = KIND.open();
        Connection connection =
            DriverManager.getConnection(database.url() + "&prepareThreshold=1")) {
      database.create(SHOT);
      DSLContext passed = DSL.using(connection, KIND.dialect());
      MetadataStore store = MetadataStore.of(passed, Features.GRAPH);
      store.write(SHOT, List.of(Shots.shot(1, "p", "s")));
      assertEquals(1, store.read(SHOT).fetch().size());
      assertEquals(1, store.read(SHOT).fetch().size());
      database.execute("alter table \"shot\" alter column \"path\" type varchar(300)");
      assertEquals(1, store.read(SHOT).fetch().size());
      connection.setAutoCommit(false);
      assertEquals(1, store.read(SHOT).fetch().size());
      assertEquals(1, store.read(SHOT).fetch().size());
      connection.commit();
      database.execute("alter table \"shot\" alter column \"path\" type varchar(400)");
      assertEquals(
          "Cannot read shot: the database says: ERROR: cached plan must not change result type;"
              + " retry the whole transaction, because the table was changed after the statement"
              + " was prepared",
          assertThrows(StoreException.class, () -> store.read(SHOT).fetch()).getMessage());
      connection.rollback();
      assertEquals(1, store.read(SHOT).fetch().size());
    }
  }

  /** In a transaction of its own, the driver prepares the statement again. */
  @Test
  void aTableThatIsChangedWhileAPoolLives() throws Exception {
    try (TestDatabase database = KIND.open();
        StatefulPool pool = new StatefulPool(database.url() + "&prepareThreshold=1", true)) {
      database.create(SHOT);
      MetadataStore store = MetadataStore.of(DSL.using(pool, KIND.dialect()), Features.GRAPH);
      store.write(SHOT, List.of(Shots.shot(1, "p", "s")));
      assertEquals(1, store.read(SHOT).fetch().size());
      assertEquals(1, store.read(SHOT).fetch().size());
      database.execute("alter table \"shot\" alter column \"path\" type varchar(300)");
      assertEquals(1, store.read(SHOT).fetch().size());
    }
  }

  /** The savepoints of the driver do not end those of the store. */
  @Test
  void savepointsOfTheDriver() throws Exception {
    try (TestDatabase database = KIND.open();
        Connection connection =
            DriverManager.getConnection(
                database.url() + "&autosave=always&cleanupSavepoints=true")) {
      database.create(SHOT);
      MetadataStore store = MetadataStore.of(DSL.using(connection, KIND.dialect()), Features.GRAPH);
      connection.setAutoCommit(false);
      store.write(SHOT, List.of(Shots.shot(1, "p", "s")));
      connection.commit();
      assertEquals(1, store.read(SHOT).fetch().size());
    }
  }
}
