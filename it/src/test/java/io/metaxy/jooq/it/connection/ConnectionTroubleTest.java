package io.metaxy.jooq.it.connection;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Errors of connections, and errors that others have replaced, name the feature and the reason. */
class ConnectionTroubleTest extends OnEveryDatabase {

  ConnectionTroubleTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2);
  }

  @Test
  void streamsThatWereNotClosedAreNamed() throws SQLException {
    store.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s")));
    try (StatefulPool pool = new StatefulPool(database.url(), true, 2)) {
      MetadataStore few = storeOf(DSL.using(pool, fixture.dialect()), Features.GRAPH);
      try (Increment<ShotGradeRecord> increment = few.resolve(SHOT_GRADE);
          Increment<ShotGradeRecord> other = few.resolve(SHOT_GRADE)) {
        Stream<Sample<ShotGradeRecord>> first = increment.newSamples().stream();
        Stream<Sample<ShotGradeRecord>> second = other.newSamples().stream();
        assertTrue(first.iterator().hasNext());
        assertTrue(second.iterator().hasNext());
        assertEquals(
            "Cannot read shot: the database says: all 2 connections are in use; enlarge the pool,"
                + " or check that the database is running; open streams hold connections (by"
                + " feature: {shot/grade=2}); close each stream or its increment",
            refused(StoreException.class, () -> few.read(SHOT).fetch()));
      }
      assertEquals(2, few.read(SHOT).fetch().size());
    }
  }

  @Test
  void aPoolWithoutAFreeConnectionIsNamed() throws SQLException {
    try (StatefulPool pool = new StatefulPool(database.url(), true, 1)) {
      MetadataStore few = storeOf(DSL.using(pool, fixture.dialect()), Features.GRAPH);
      try (Connection held = pool.getConnection()) {
        assertFalse(held.isClosed());
        assertEquals(
            "Cannot inspect table shot of feature shot: the database says: all 1 connections are in"
                + " use; enlarge the pool, or check that the database is running",
            refused(StoreException.class, () -> few.read(SHOT).fetch()));
      }
    }
  }

  @Test
  void aStreamThatFailedHoldsNoConnection() throws SQLException {
    store.write(SHOT, List.of(shot(1, "p", "s")));
    dsl.execute("update {0} set {1} = '7'", SHOT, DSL.name("tags"));
    try (StatefulPool pool = new StatefulPool(database.url(), true, 2)) {
      MetadataStore few = storeOf(DSL.using(pool, fixture.dialect()), Features.GRAPH);
      try (Increment<ShotRecord> failing = few.resolve(SHOT, List.of());
          Increment<ShotGradeRecord> increment = few.resolve(SHOT_GRADE);
          Increment<ShotGradeRecord> other = few.resolve(SHOT_GRADE)) {
        Stream<ShotRecord> unreadable = failing.orphaned().stream();
        String says = refused(StoreException.class, unreadable::findFirst);
        assertTrue(says.startsWith("Cannot resolve shot: cannot read the row (shot_id="), says);
        assertTrue(increment.newSamples().stream().iterator().hasNext());
        assertTrue(other.newSamples().stream().iterator().hasNext());
        assertEquals(
            "Cannot read shot: the database says: all 2 connections are in use; enlarge the pool,"
                + " or check that the database is running; open streams hold connections (by"
                + " feature: {shot/grade=2}); close each stream or its increment",
            refused(StoreException.class, () -> few.read(SHOT).fetch()));
      }
    }
  }

  /** Returns a listener like that of Spring Boot. */
  private static ExecuteListener translator() {
    return new ExecuteListener() {
      @Override
      public void exception(ExecuteContext context) {
        SQLException cause = context.sqlException();
        if (cause != null) {
          context.exception(
              new UncategorizedSQLException("jOOQ", String.valueOf(context.sql()), cause));
        }
      }
    };
  }

  @Test
  void translatedExceptionsBecomeOneSentence() {
    store.write(SHOT, List.of(shot(1, "p", "s")));
    DSLContext translating = DSL.using(dsl.configuration().deriveAppending(translator()));
    MetadataStore with = storeOf(translating, Features.GRAPH);
    StoreException failed =
        assertThrows(
            StoreException.class,
            () ->
                with.resolve(
                        SHOT_GRADE, r -> r.where(SHOT, DSL.condition("no_such_function(1) = 1")))
                    .newSamples()
                    .fetch());
    assertTrue(
        failed.getMessage().startsWith("Cannot resolve shot/grade: the database says: "),
        failed.getMessage());
    assertInstanceOf(DataAccessException.class, failed.getCause());
  }

  /** A table that one connection creates does not exist for another. */
  @Test
  void databasesOfTheirOwnAreReported() throws SQLException {
    if (fixture.privateUrl().isEmpty()) {
      return;
    }
    String url = fixture.privateUrl().get();
    MetadataStore pooled =
        storeOf(DSL.using(new DriverManagerDataSource(url), fixture.dialect()), Features.GRAPH);
    assertEquals(
        "Cannot find table shot of feature shot: each connection to "
            + url
            + " has an in-memory database of its own; name the database in the URL so that"
            + " connections share it, use a file, or use DSL.using(connection)",
        refused(StoreException.class, () -> pooled.read(SHOT)));
    try (Connection connection = DriverManager.getConnection(url)) {
      MetadataStore single = storeOf(DSL.using(connection, fixture.dialect()), Features.GRAPH);
      assertEquals(
          "Cannot find table shot of feature shot: a script is missing or has not run; write it,"
              + " or let Flyway run it",
          refused(StoreException.class, () -> single.read(SHOT)));
    }
  }
}
