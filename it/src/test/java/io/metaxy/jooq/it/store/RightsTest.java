package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.database.Database;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.store.Increment;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.StoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Roles that may not do everything; DuckDB has one user, who may. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"H2_MEMORY", "H2_FILE", "POSTGRESQL", "POSTGRESQL_ICU"})
class RightsTest extends Conformance {

  private static final String ALL = "SELECT, INSERT";

  @Parameter Database kind;

  private String role;
  private TestDatabase own;

  RightsTest() {
    super(Features.GRAPH);
  }

  @Override
  public Database kind() {
    return kind;
  }

  @BeforeEach
  void aRoleThatMayDoNothing() throws Exception {
    own = kind.open();
    role = "clerk_" + kind.name().toLowerCase(Locale.ROOT);
    own.create(SHOT, SHOT_NOTE_2, SHOT_GRADE);
    if (isPostgres()) {
      own.execute("create role " + role);
    } else {
      own.execute("create user " + role + " password 'secret'");
    }
  }

  @AfterEach
  void close() throws Exception {
    if (isPostgres()) {
      own.execute("drop owned by " + role);
      own.execute("drop role " + role);
    }
    own.close();
  }

  private boolean isPostgres() {
    return kind.dialect() == SQLDialect.POSTGRES;
  }

  private void mayUseTheSchema() throws Exception {
    if (isPostgres()) {
      own.execute(
          "do $$ begin execute format('grant usage on schema %I to "
              + role
              + "', current_schema()); end $$");
    }
  }

  private void may(String rights, String table) throws Exception {
    mayUseTheSchema();
    own.execute("grant " + rights + " on \"" + table + "\" to " + role);
  }

  /** Does something as the role. */
  private void asRole(Consumer<MetadataStore> work) throws Exception {
    if (isPostgres()) {
      own.dsl()
          .transaction(
              trx -> {
                trx.dsl().execute("set local role " + role);
                work.accept(MetadataStore.of(trx.dsl(), Features.GRAPH));
              });
      return;
    }
    String url = own.url().replace(";DB_CLOSE_DELAY=-1", "") + ";USER=" + role + ";PASSWORD=secret";
    try (Connection connection = DriverManager.getConnection(url)) {
      work.accept(MetadataStore.of(DSL.using(connection, kind.dialect()), Features.GRAPH));
    }
  }

  private void assertDenied(String verb, String object, String right, Consumer<MetadataStore> work)
      throws Exception {
    String denied =
        isPostgres()
            ? "ERROR: permission denied for " + object
            : "Not enough rights for object \"[^\"]+\"";
    asRole(
        store -> {
          String says = refused(StoreException.class, () -> work.accept(store));
          assertTrue(
              says.matches(
                  "Cannot "
                      + verb
                      + ": the database says: "
                      + denied
                      + "; grant the role "
                      + right
                      + " on it"),
              says);
        });
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  @Test
  void whoMayNotReadIsToldToAskForSelect() throws Exception {
    mayUseTheSchema();
    assertDenied("read shot", "table shot", "SELECT", store -> store.read(SHOT).fetch());
    may(ALL, "shot__grade");
    may("SELECT", "shot__note_2");
    assertDenied(
        "resolve shot/grade", "table shot", "SELECT", store -> store.resolve(SHOT_GRADE).counts());
  }

  @Test
  void whoMayNotWriteIsToldToAskForInsert() throws Exception {
    MetadataStore.of(own.dsl(), Features.GRAPH).write(SHOT, shots(3));
    may("SELECT", "shot");
    may("SELECT", "shot__note_2");
    may("SELECT", "shot__grade");
    for (int rows : List.of(1, 500)) {
      assertDenied(
          "write shot", "table shot", "SELECT and INSERT", s -> s.write(SHOT, shots(rows)));
    }
    assertDenied(
        "delete from shot",
        "table shot",
        "SELECT and INSERT",
        store -> store.delete(SHOT, SHOT.TAKE.eq(1)));
    asRole(
        store -> {
          String says =
              refused(StoreException.class, () -> store.resolve(SHOT_GRADE).pending(Shots::grade));
          assertTrue(says.endsWith("; grant the role SELECT and INSERT on it"), says);
        });
    assertEquals(3, own.dsl().fetchCount(SHOT));
    assertEquals(0, own.dsl().fetchCount(SHOT_GRADE));
  }

  /** H2 gives the right to a schema with every table in it. */
  @Test
  void whoMayNotEnterTheSchemaIsToldToAskForUsage() throws Exception {
    if (isPostgres()) {
      own.execute("grant select on \"shot\" to " + role);
      String schema = own.dsl().fetchValue("select current_schema()").toString();
      assertDenied(
          "read shot",
          "schema " + schema,
          "USAGE",
          store -> store.withSchema(schema).read(SHOT).fetch());
    }
  }

  @Test
  void whoMayReadAndWriteMayDoEverything() throws Exception {
    may(ALL, "shot");
    may(ALL, "shot__grade");
    may("SELECT", "shot__note_2");
    asRole(
        store -> {
          assertEquals(500, store.write(SHOT, shots(500)));
          assertEquals(500, store.resolve(SHOT_GRADE).pending(Shots::grade));
          assertEquals(1, store.delete(SHOT, SHOT.TAKE.eq(1)));
          assertEquals(499, store.read(SHOT).fetch().size());
        });
  }

  /** Only an admin of H2 can give it functions. */
  @Test
  void whoIsNoAdminHashesByEveryAlgorithm() throws Exception {
    may(ALL, "shot");
    may(ALL, "shot__grade");
    may("SELECT", "shot__note_2");
    asRole(
        store -> {
          MetadataStore hashing = store.withHashAlgorithm(HashAlgorithm.XXHASH64);
          hashing.write(SHOT, shots(3));
          Increment<ShotGradeRecord> increment =
              hashing.withEngine(Engine.MERGE).resolve(SHOT_GRADE);
          assertEquals("new 3, stale 0, orphaned 0, progress 0.00", increment.counts().toString());
          assertEquals(List.of(), increment.orphaned().fetch());
          increment.newSamples().asTable();
          if (!isPostgres()) {
            assertEquals(
                "Cannot resolve shot/grade by the engine SQL: the database lacks the function that"
                    + " hashes by xxhash64, which only an admin can give it, and only outside of a"
                    + " transaction; resolve it so once, or use the engine MERGE",
                refused(
                    IllegalStateException.class,
                    () -> hashing.withEngine(Engine.SQL).resolve(SHOT_GRADE)));
          }
        });
    if (!isPostgres()) {
      MetadataStore.of(own.dsl(), Features.GRAPH)
          .withHashAlgorithm(HashAlgorithm.XXHASH64)
          .withEngine(Engine.SQL)
          .resolve(SHOT_GRADE);
      asRole(
          store ->
              assertEquals(
                  "new 3, stale 0, orphaned 0, progress 0.00",
                  store
                      .withHashAlgorithm(HashAlgorithm.XXHASH64)
                      .withEngine(Engine.SQL)
                      .resolve(SHOT_GRADE)
                      .counts()
                      .toString()));
    }
  }
}
