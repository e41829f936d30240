package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A row that the database rejects is found without writing or committing anything, however the
 * transaction is begun: it takes no grade F and no file F.
 */
class RejectedInTransactionTest extends OnEveryDatabase {

  RejectedInTransactionTest() {
    super(Features.GRAPH, SHOT);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    database.execute("create table orders (id integer)");
    create(SHOT_GRADE, "check (\"grade\" <> 'F')");
    create(SHOT_FRAME, "check (\"file\" <> 'F')");
  }

  /** Creates a table with a constraint in addition to our migrations. */
  private void create(FeatureTable<?> table, String constraint) throws SQLException {
    String ddl = database.text(fixture.form(), Features.GRAPH.plan(table.featureKey())).create();
    database.execute(ddl.substring(0, ddl.length() - 1) + ", " + constraint + ")");
  }

  @Override
  @AfterEach
  public void emptyTables() {
    super.emptyTables();
    dsl.execute("delete from orders");
    dsl.deleteFrom(SHOT_GRADE).execute();
    dsl.deleteFrom(SHOT_FRAME).execute();
  }

  private static List<ShotGradeRecord> grades(int count, int bad) {
    return IntStream.range(0, count)
        .mapToObj(
            take ->
                new ShotGradeRecord()
                    .setShotId(ID)
                    .setTake(take)
                    .setGrade(take == bad ? "F" : "A")
                    .setMetaxyProvenanceByField(
                        Map.of("raw", "r", "style", "s", "everything", "e")))
        .toList();
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  private static String written(DSLContext in) {
    return "orders "
        + in.fetchCount(DSL.table("orders"))
        + ", grades "
        + in.fetchCount(SHOT_GRADE)
        + ", frames "
        + in.fetchCount(SHOT_FRAME);
  }

  /** Writes in a transaction that the caller has begun, and that stays the caller's. */
  private void assertRejected(DSLContext in, int rows, int bad) {
    in.execute("insert into orders (id) values (1)");
    String says =
        refused(
            StoreException.class,
            () -> storeOf(in, Features.GRAPH).write(SHOT_GRADE, grades(rows, bad)));
    assertEquals("orders 0, grades 0, frames 0", written(dsl));
    if (fixture.can(Capability.SAVEPOINTS)) {
      assertNames("shot/grade", bad, says);
      assertEquals("orders 1, grades 0, frames 0", written(in));
    }
  }

  private static void assertNames(String feature, int row, String says) {
    assertTrue(says.startsWith("Cannot write row " + (row + 1) + " of " + feature + " ("), says);
    assertTrue(says.contains("): the database says: "), says);
  }

  private String afterCommit() {
    return "orders " + (fixture.can(Capability.SAVEPOINTS) ? 1 : 0) + ", grades 0, frames 0";
  }

  private void end(Connection connection) throws SQLException {
    if (fixture.can(Capability.SAVEPOINTS)) {
      connection.commit();
    } else {
      connection.rollback();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "100, 63"})
  void onAConnectionThatIsPassed(int rows, int bad) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext passed = DSL.using(connection, fixture.dialect());
      assertRejected(passed, rows, bad);
      connection.rollback();
      assertEquals("orders 0, grades 0, frames 0", written(dsl));
      assertRejected(passed, rows, bad);
      assertFalse(connection.getAutoCommit());
      end(connection);
      assertEquals(afterCommit(), written(dsl));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 60})
  void inASampleOfManyRows(int frames) throws SQLException {
    store.write(SHOT, shots(1));
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext passed = DSL.using(connection, fixture.dialect());
      passed.execute("insert into orders (id) values (1)");
      String says =
          refused(
              StoreException.class,
              () ->
                  storeOf(passed, Features.GRAPH)
                      .resolve(SHOT_FRAME)
                      .pendingMany(
                          sample ->
                              IntStream.range(0, frames)
                                  .mapToObj(
                                      i ->
                                          sample
                                              .record()
                                              .setFrame(i)
                                              .setFile(i == frames - 1 ? "F" : "f"))
                                  .toList()));
      assertEquals("orders 0, grades 0, frames 0", written(dsl));
      if (fixture.can(Capability.SAVEPOINTS)) {
        assertNames("shot/frame", frames - 1, says);
        assertEquals("orders 1, grades 0, frames 0", written(passed));
      }
      end(connection);
    }
    assertEquals(afterCommit(), written(dsl));
  }

  private DSLContext proxy(StatefulPool pool) {
    return DSL.using(new TransactionAwareDataSourceProxy(pool), fixture.dialect());
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "100, 63"})
  void onAProxyWithoutTransactionProvider(int rows, int bad) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      DSLContext with = proxy(pool);
      new TransactionTemplate(new DataSourceTransactionManager(pool))
          .executeWithoutResult(
              status -> {
                assertRejected(with, rows, bad);
                if (!fixture.can(Capability.SAVEPOINTS)) {
                  status.setRollbackOnly();
                }
              });
      assertEquals(afterCommit(), written(dsl));
      assertEquals(List.of(), pool.faults());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "100, 63"})
  void inATransactionOfTheThread(int rows, int bad) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      DSLContext with = pool.ofThread(fixture.dialect());
      assertNames(
          "shot/grade",
          bad,
          refused(
              StoreException.class,
              () -> storeOf(with, Features.GRAPH).write(SHOT_GRADE, grades(rows, bad))));
      assertEquals("orders 0, grades 0, frames 0", written(dsl));
      if (fixture.can(Capability.SAVEPOINTS)) {
        with.transaction(() -> assertRejected(with, rows, bad));
      }
      assertEquals(afterCommit(), written(dsl));
      assertEquals(List.of(), pool.faults());
    }
  }

  /** The manager of another data source neither commits nor rolls back the store's connection. */
  @Test
  void aTransactionOfAnotherDataSourceIsNotTheCallers() throws SQLException {
    try (StatefulPool other = new StatefulPool(database.url(), true);
        StatefulPool own = new StatefulPool(database.url(), false)) {
      for (int rows : new int[] {1, 100}) {
        for (boolean rolledBack : new boolean[] {false, true}) {
          new TransactionTemplate(new DataSourceTransactionManager(other))
              .executeWithoutResult(
                  status -> {
                    storeOf(proxy(own), Features.GRAPH).write(SHOT, shots(rows));
                    if (rolledBack) {
                      status.setRollbackOnly();
                    }
                  });
          assertEquals(rows, dsl.fetchCount(SHOT));
          super.emptyTables();
        }
      }
      assertEquals(List.of(), other.faults());
      assertEquals(List.of(), own.faults());
    }
  }
}
