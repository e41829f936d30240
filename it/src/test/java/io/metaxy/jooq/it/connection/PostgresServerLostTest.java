package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.store.MetadataStore;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Connections that PostgreSQL terminates. */
@ParameterizedClass(name = "{0}")
@EnumSource
class PostgresServerLostTest extends ServerLost {

  @Override
  public DatabaseFixture fixture() {
    return PostgresFixture.POSTGRESQL;
  }

  /** More rows than one fetch returns. */
  @Override
  int doublings() {
    return 14;
  }

  /** They are in a transaction. */
  @Override
  int endOthers() {
    return dsl.fetch(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()"
                + " and state = 'idle in transaction'")
        .size();
  }

  @Override
  String ended() {
    return "FATAL: terminating connection due to administrator command";
  }

  @Override
  String endedBeforeWriting() {
    return ended();
  }

  /** The database fails to close if a connection was not returned. */
  @Test
  void everyStreamOfAnIncrementIsClosedThoughTheFirstFailsTo() {
    Increment<?> increment = store.resolve(SHOT_GRADE);
    assertTrue(increment.newSamples().stream().iterator().hasNext());
    end();
    assertTrue(increment.newSamples().stream().iterator().hasNext());
    assertThrows(DataAccessException.class, increment::close);
  }

  @Test
  void aServerThatIsNotThereIsToldWithWhatToCheck() {
    String url = database.url().replaceFirst(":[0-9]+/", ":1/");
    MetadataStore elsewhere =
        storeOf(DSL.using(new DriverManagerDataSource(url), fixture().dialect()), Features.GRAPH);
    String says = assertThrows(StoreException.class, () -> elsewhere.read(SHOT_GRADE)).getMessage();
    assertTrue(
        says.matches(
            "Cannot inspect table shot__grade of feature shot/grade: the database says: Connection"
                + " to .* refused\\..*; check that the database is running, and the URL, user and"
                + " password of the data source"),
        says);
  }
}
