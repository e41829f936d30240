package io.metaxy.jooq.it.database;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.spec.FieldKey;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.PlanTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A new database that exists as long as this object; see {@link DatabaseFixture}. */
public final class TestDatabase implements AutoCloseable {

  private final DatabaseFixture fixture;
  private final DatabasePlace place;
  private final ConnectionPool pool;
  private final DSLContext dsl;

  public TestDatabase(DatabaseFixture fixture, DatabasePlace place) throws SQLException {
    this.fixture = fixture;
    this.place = place;
    pool = new ConnectionPool(place.url());
    dsl = DSL.using(pool, fixture.dialect());
  }

  /** Creates a database of any kind without tables. */
  public static TestDatabase empty() throws Exception {
    return Fixtures.any().open();
  }

  /** Creates a database of any kind with the example's migrations, applied by Flyway. */
  public static TestDatabase withExample() throws Exception {
    TestDatabase database = empty();
    Flyway.configure()
        .dataSource(database.url(), null, null)
        .locations("db/migration/" + database.fixture.migrations().folder())
        .load()
        .migrate();
    return database;
  }

  /** Creates a database of any kind with the tables of generated classes. */
  public static TestDatabase with(FeatureTable<?>... tables) throws Exception {
    TestDatabase database = empty();
    database.create(tables);
    return database;
  }

  public DatabaseFixture fixture() {
    return fixture;
  }

  /** Returns its JDBC URL. */
  public String url() {
    return place.url();
  }

  /** Returns a DSLContext on a pool of connections. */
  public DSLContext dsl() {
    return dsl;
  }

  /** Creates the tables of generated classes as our migrations do. */
  public void create(FeatureTable<?>... tables) throws SQLException {
    for (FeatureTable<?> table : tables) {
      create(fixture.form(), table);
    }
  }

  /** Creates the table of a generated class. */
  public void create(TableForm form, FeatureTable<?> table) throws SQLException {
    List<String> structKeys =
        table.featureData().fields().stream().map(f -> FieldKey.of(f).structKey()).toList();
    execute(new TableText(dsl, fixture, form, table, structKeys).create());
  }

  /** Creates the table of a plan. */
  public void create(TableForm form, FeaturePlan plan) throws SQLException {
    execute(text(form, plan).create());
  }

  /** Inserts rows into the table of a plan unchanged; see {@link TableText#insert}. */
  public void insert(TableForm form, FeaturePlan plan, List<? extends Map<String, ?>> rows)
      throws SQLException {
    if (!rows.isEmpty()) {
      execute(text(form, plan).insert(rows));
    }
  }

  /** Returns the DDL and the inserts of a plan's table as text. */
  public TableText text(TableForm form, FeaturePlan plan) {
    return new TableText(dsl, fixture, form, new PlanTable(plan), plan.structKeys());
  }

  /** Runs statements of standard SQL. */
  public void execute(String sql) throws SQLException {
    dsl.connection(connection -> fixture.execute(connection, sql));
  }

  @Override
  public void close() throws SQLException {
    try {
      pool.close();
    } finally {
      place.end().run();
    }
  }
}
