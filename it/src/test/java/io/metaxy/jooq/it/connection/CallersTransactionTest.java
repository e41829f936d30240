package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction that the caller began is neither committed nor rolled back, and connections are
 * returned in their original state.
 */
class CallersTransactionTest extends OnEveryDatabase {

  CallersTransactionTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  @Override
  @BeforeParameterizedClassInvocation
  public void openDatabase() throws Exception {
    super.openDatabase();
    database.execute("create table orders (id integer)");
  }

  @Override
  @AfterEach
  public void emptyTables() {
    super.emptyTables();
    dsl.execute("delete from orders");
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  private static void order(DSLContext with) {
    with.execute("insert into orders (id) values (1)");
  }

  private String written() {
    return "orders "
        + dsl.fetchCount(DSL.table("orders"))
        + ", shots "
        + dsl.fetchCount(SHOT)
        + ", grades "
        + dsl.fetchCount(SHOT_GRADE);
  }

  /** Writes, deletes, resolves and computes, each of which used to commit. */
  private void work(DSLContext with, int rows) {
    MetadataStore inside = storeOf(with, Features.GRAPH);
    inside.write(SHOT, shots(rows));
    assertEquals(1, inside.delete(SHOT, SHOT.TAKE.eq(0)));
    inside.write(SHOT, shots(rows));
    assertEquals(rows, inside.resolve(SHOT_GRADE).newSamples().fetch().size());
    assertEquals(rows, inside.withChunkRows(40).resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(rows, inside.read(SHOT_GRADE).fetch().size());
  }

  private String afterWork(int rows) {
    return "orders 1, shots " + (2 * rows + 1) + ", grades " + rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aConnectionThatIsPassedIsJoined(int rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext passed = DSL.using(connection, fixture.dialect());
      order(passed);
      work(passed, rows);
      assertFalse(connection.getAutoCommit());
      connection.rollback();
      assertEquals("orders 0, shots 0, grades 0", written());
      order(passed);
      work(passed, rows);
      connection.commit();
      assertEquals(afterWork(rows), written());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aConnectionWithAutoCommitKeepsIt(int rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      DSLContext passed = DSL.using(connection, fixture.dialect());
      order(passed);
      work(passed, rows);
      assertTrue(connection.getAutoCommit());
      assertEquals(afterWork(rows), written());
      assertTwiceAtOneInstantRefused(passed);
      assertTrue(connection.getAutoCommit());
    }
  }

  /** The second write has the primary key of the first. */
  private void assertTwiceAtOneInstantRefused(DSLContext with) {
    Clock clock = Clock.fixed(Instant.parse("2040-01-01T00:00:00Z"), ZoneOffset.UTC);
    storeOf(with, Features.GRAPH).withClock(clock).write(SHOT, shots(1));
    MetadataStore again = storeOf(with, Features.GRAPH).withClock(clock);
    String refused = refused(StoreException.class, () -> again.write(SHOT, shots(1)));
    assertTrue(refused.startsWith("Cannot write "), refused);
    assertTrue(refused.contains(": the database says: "), refused);
  }

  @Test
  void aRefusedWriteLeavesTheCallersStatements() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext passed = DSL.using(connection, fixture.dialect());
      order(passed);
      assertTwiceAtOneInstantRefused(passed);
      assertFalse(connection.getAutoCommit());
      if (fixture.can(Capability.SAVEPOINTS)) {
        order(passed);
        connection.commit();
        assertEquals("orders 2, shots 1, grades 0", written());
      } else {
        assertThrows(DataAccessException.class, () -> order(passed));
        connection.rollback();
        assertEquals("orders 0, shots 0, grades 0", written());
      }
    }
  }

  /** JDBC reports that auto-commit is on, except where the database turns it off. */
  @Test
  void aTransactionThatSqlBeganIsNotCommitted() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      DSLContext passed = DSL.using(connection, fixture.dialect());
      MetadataStore inside = storeOf(passed, Features.GRAPH);
      passed.execute("begin");
      order(passed);
      if (connection.getAutoCommit()) {
        assertEquals(
            "Cannot begin a transaction: the connection is already in one that an SQL statement"
                + " began, and a commit would end it; begin yours with setAutoCommit(false)",
            refused(StoreException.class, () -> inside.write(SHOT, shots(1))));
        assertEquals(1, passed.fetchCount(DSL.table("orders")));
      } else {
        inside.write(SHOT, shots(1));
      }
      passed.execute("rollback");
    }
    assertEquals("orders 0, shots 0, grades 0", written());
  }

  /** As jOOQ's manual and Spring Boot do. */
  private static final class SpringProvider implements TransactionProvider {
    private final PlatformTransactionManager manager;

    SpringProvider(PlatformTransactionManager manager) {
      this.manager = manager;
    }

    private record Begun(TransactionStatus status) implements org.jooq.Transaction {}

    private static TransactionStatus status(TransactionContext context) {
      return ((Begun) context.transaction()).status();
    }

    @Override
    public void begin(TransactionContext context) {
      context.transaction(
          new Begun(
              manager.getTransaction(
                  new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED))));
    }

    @Override
    public void commit(TransactionContext context) {
      manager.commit(status(context));
    }

    @Override
    public void rollback(TransactionContext context) {
      manager.rollback(status(context));
    }
  }

  private DSLContext spring(StatefulPool pool, TransactionProvider provider) {
    return DSL.using(
        new DefaultConfiguration()
            .set(new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(pool)))
            .set(provider)
            .set(fixture.dialect()));
  }

  private void assertJoined(DSLContext with, PlatformTransactionManager manager, int rows) {
    TransactionTemplate transactions = new TransactionTemplate(manager);
    transactions.executeWithoutResult(
        status -> {
          order(with);
          work(with, rows);
          status.setRollbackOnly();
        });
    assertEquals("orders 0, shots 0, grades 0", written());
    transactions.executeWithoutResult(
        status -> {
          order(with);
          work(with, rows);
        });
    assertEquals(afterWork(rows), written());
    emptyTables();
    order(with);
    work(with, rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aProxyIsJoinedWithoutTransactionProvider(int rows) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      assertJoined(spring(pool, null), new DataSourceTransactionManager(pool), rows);
      assertEquals(afterWork(rows), written());
      assertEquals(List.of(), pool.faults());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aProxyIsJoinedByItsTransactionProvider(int rows) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      PlatformTransactionManager manager = new DataSourceTransactionManager(pool);
      assertJoined(spring(pool, new SpringProvider(manager)), manager, rows);
      assertEquals(afterWork(rows), written());
      assertEquals(List.of(), pool.faults());
    }
  }

  /** Outside of a transaction, its connections are those of the pool. */
  @Test
  void aProxyOfAPoolWithoutAutoCommitIsJoinedOnlyInATransaction() throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), false)) {
      PlatformTransactionManager manager = new DataSourceTransactionManager(pool);
      for (TransactionProvider provider :
          new TransactionProvider[] {null, new SpringProvider(manager)}) {
        DSLContext with = spring(pool, provider);
        new TransactionTemplate(manager)
            .executeWithoutResult(
                status -> {
                  order(with);
                  work(with, 1);
                  status.setRollbackOnly();
                });
        assertEquals("orders 0, shots 0, grades 0", written());
        work(with, 1);
        assertEquals("orders 0, shots 3, grades 1", written());
        emptyTables();
      }
      assertEquals(List.of(), pool.faults());
    }
  }

  @Test
  void theOnlyConnectionOfADataSourceIsJoined() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext with =
          DSL.using(new SingleConnectionDataSource(connection, true), fixture.dialect());
      order(with);
      work(with, 1);
      connection.rollback();
      assertEquals("orders 0, shots 0, grades 0", written());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aPoolWithoutAutoCommitIsTheStores(int rows) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), false)) {
      DSLContext with = DSL.using(pool, fixture.dialect());
      work(with, rows);
      assertEquals("orders 0, shots " + (2 * rows + 1) + ", grades " + rows, written());
      assertTwiceAtOneInstantRefused(with);
      assertEquals(List.of(), pool.faults());
    }
  }

  @Test
  void aThreadsTransactionIsJoined() throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      DSLContext with = pool.ofThread(fixture.dialect());
      IllegalStateException end =
          assertThrows(
              IllegalStateException.class,
              () ->
                  with.transaction(
                      () -> {
                        order(with);
                        work(with, 100);
                        throw new IllegalStateException("thought better of it");
                      }));
      assertEquals("thought better of it", end.getMessage());
      assertEquals("orders 0, shots 0, grades 0", written());
      order(with);
      work(with, 100);
      assertEquals(afterWork(100), written());
      assertEquals(List.of(), pool.faults());
    }
  }

  /** DuckDB does not tell whether a transaction has changes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void changesInATransactionOfADataSourceAreNeitherCommittedNorRolledBack(int rows)
      throws SQLException {
    if (!fixture.can(Capability.SAVEPOINTS)) {
      return;
    }
    store.write(SHOT, shots(rows));
    try (Connection connection = DriverManager.getConnection(database.url())) {
      connection.setAutoCommit(false);
      DSLContext with = DSL.using(new OneConnection(connection), fixture.dialect());
      MetadataStore inside = storeOf(with, Features.GRAPH);
      order(with);
      String refusal =
          "Cannot begin a transaction: a connection of "
              + OneConnection.class.getName()
              + " has auto-commit off, so it may be in a transaction that is not the store's; set"
              + " a TransactionProvider in the DSLContext's configuration, write in the"
              + " transaction with store.using(DSL.using(connection)), or provide connections"
              + " with auto-commit on";
      assertEquals(refusal, refused(StoreException.class, () -> inside.write(SHOT, shots(rows))));
      assertEquals(
          refusal,
          refused(StoreException.class, () -> inside.resolve(SHOT_GRADE).pending(Shots::grade)));
      assertEquals(rows, inside.read(SHOT).fetch().size());
      assertEquals(1, with.fetchCount(DSL.table("orders")));
      connection.rollback();
      assertEquals("orders 0, shots " + rows + ", grades 0", written());
      order(with);
      storeOf(DSL.using(connection, fixture.dialect()), Features.GRAPH).write(SHOT, shots(rows));
      assertEquals(rows, inside.read(SHOT).fetch().size());
      connection.commit();
      assertEquals("orders 1, shots " + 2 * rows + ", grades 0", written());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aProxyIsJoinedInATransactionOfJpa(int rows) throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true)) {
      assertJoined(spring(pool, null), new JpaManager(pool), rows);
      assertEquals(afterWork(rows), written());
      assertEquals(List.of(), pool.faults());
    }
  }

  /** Whether the proxy's data source takes part in a transaction of JTA is unknown. */
  @Test
  void aProxyInATransactionOfJtaIsRefused() throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), false)) {
      DSLContext with = spring(pool, null);
      MetadataStore inside = storeOf(with, Features.GRAPH);
      TransactionTemplate transactions = new TransactionTemplate(new JtaManager());
      transactions.executeWithoutResult(
          status -> {
            order(with);
            String refused = refused(StoreException.class, () -> inside.write(SHOT, shots(1)));
            assertTrue(
                refused.startsWith(
                    "Cannot begin a transaction: a connection of "
                        + TransactionAwareDataSourceProxy.class.getName()
                        + " has auto-commit off, so it may be in a transaction that is not the"
                        + " store's; "),
                refused);
            assertEquals(0, inside.read(SHOT).fetch().size());
            assertEquals(1, with.fetchCount(DSL.table("orders")));
          });
      assertEquals("orders 0, shots 0, grades 0", written());
      assertEquals(List.of(), pool.faults());
    }
  }

  /** Its connections may be those of a pool or of a transaction. */
  private static final class OwnProvider implements ConnectionProvider {
    private final Connection connection;

    OwnProvider(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection acquire() {
      return connection;
    }

    @Override
    public void release(Connection released) {}
  }

  @Test
  void aConnectionOfUnknownOriginIsRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      DSLContext with = DSL.using(new OwnProvider(connection), fixture.dialect());
      work(with, 1);
      connection.setAutoCommit(false);
      order(with);
      MetadataStore unknown = storeOf(with, Features.GRAPH);
      String refusal =
          "Cannot begin a transaction: a connection of "
              + OwnProvider.class.getName()
              + " has auto-commit off, so it may be in a transaction that is not the store's; set"
              + " a TransactionProvider in the DSLContext's configuration, write in the"
              + " transaction with store.using(DSL.using(connection)), or provide connections"
              + " with auto-commit on";
      assertEquals(refusal, refused(StoreException.class, () -> unknown.write(SHOT, shots(1))));
      assertEquals(
          refusal, refused(StoreException.class, () -> unknown.delete(SHOT, DSL.trueCondition())));
      assertEquals(
          refusal,
          refused(
              StoreException.class,
              () -> unknown.resolve(SHOT_GRADE, r -> r.skipComparison()).pending(Shots::grade)));
      assertEquals(1, unknown.read(SHOT).fetch().size());
      unknown.using(DSL.using(connection, fixture.dialect())).write(SHOT, shots(1));
      connection.rollback();
      assertEquals("orders 0, shots 3, grades 1", written());
    }
  }
}
