package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.HashAlgorithm;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.Role;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles with restricted privileges. */
@ParameterizedClass(name = "{0}")
@MethodSource("fixtures")
class RightsTest extends Conformance {

  private static final String ALL = "SELECT, INSERT";

  @Parameter DatabaseFixture fixture;

  private Role role;
  private TestDatabase own;

  RightsTest() {
    super(Features.GRAPH);
  }

  static List<DatabaseFixture> fixtures() {
    return Fixtures.with(Capability.ROLES);
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }

  @BeforeEach
  void aRoleThatMayDoNothing() throws Exception {
    own = fixture.open();
    own.create(SHOT, SHOT_NOTE_2, SHOT_GRADE);
    role = fixture.role(own, "clerk_" + fixture.name().toLowerCase(Locale.ROOT));
  }

  @AfterEach
  void close() throws Exception {
    role.close();
    own.close();
  }

  private void may(String rights, String table) throws Exception {
    role.mayUseTheSchema();
    role.may(rights, table);
  }

  /** Runs an action as the role. */
  private void asRole(Consumer<MetadataStore> work) throws Exception {
    role.act(dsl -> work.accept(MetadataStore.of(dsl, Features.GRAPH)));
  }

  private void assertDenied(String verb, String object, String right, Consumer<MetadataStore> work)
      throws Exception {
    asRole(
        store -> {
          String says = refused(StoreException.class, () -> work.accept(store));
          assertTrue(
              says.matches(
                  "Cannot "
                      + verb
                      + ": the database says: "
                      + role.denied(object)
                      + "; grant "
                      + right
                      + " on the table to the role of the connection"),
              says);
        });
  }

  /** The operations that fail on shots if the role may not read them. */
  private String unseen(String verb) {
    return fixture.can(Capability.HIDDEN_TABLES) ? "inspect table shot of feature shot" : verb;
  }

  private static List<ShotRecord> shots(int count) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList();
  }

  @Test
  void whoMayNotReadIsToldToAskForSelect() throws Exception {
    role.mayUseTheSchema();
    assertDenied(unseen("read shot"), "table shot", "SELECT", store -> store.read(SHOT).fetch());
    may(ALL, "shot__grade");
    may("SELECT", "shot__note_2");
    assertDenied(
        unseen("resolve shot/grade"),
        "table shot",
        "SELECT",
        store -> store.resolve(SHOT_GRADE).counts());
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
          assertTrue(
              says.endsWith("; grant SELECT and INSERT on the table to the role of the connection"),
              says);
        });
    assertEquals(3, own.dsl().fetchCount(SHOT));
    assertEquals(0, own.dsl().fetchCount(SHOT_GRADE));
  }

  @Test
  void whoMayNotEnterTheSchemaIsToldToAskForUsage() throws Exception {
    role.may("SELECT", "shot");
    String schema = own.dsl().fetchValue(DSL.currentSchema());
    if (fixture.can(Capability.SCHEMA_RIGHTS)) {
      assertDenied(
          "read shot",
          "schema " + schema,
          "USAGE",
          store -> store.withSchema(schema).read(SHOT).fetch());
    } else {
      asRole(
          store ->
              assertEquals(List.of(), store.withSchema(schema).read(SHOT).fetch(), "by SELECT"));
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

  /** Only an H2 admin can create functions. */
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
          assertEquals("new 3, stale 0, orphaned 0, pending 3", increment.counts().toString());
          assertEquals(List.of(), increment.orphaned().fetch());
          increment.newSamples().asTable();
          assertEquals(
              refusal(HashAlgorithm.XXHASH64),
              refused(
                  RuntimeException.class,
                  () -> hashing.withEngine(Engine.SQL).resolve(SHOT_GRADE)));
        });
    if (fixture.hashes(HashAlgorithm.XXHASH64)) {
      MetadataStore.of(own.dsl(), Features.GRAPH)
          .withHashAlgorithm(HashAlgorithm.XXHASH64)
          .withEngine(Engine.SQL)
          .resolve(SHOT_GRADE);
      asRole(
          store ->
              assertEquals(
                  "new 3, stale 0, orphaned 0, pending 3",
                  store
                      .withHashAlgorithm(HashAlgorithm.XXHASH64)
                      .withEngine(Engine.SQL)
                      .resolve(SHOT_GRADE)
                      .counts()
                      .toString()));
    }
  }

  /** The message for a role whose database lacks the functions of an algorithm. */
  private String refusal(HashAlgorithm algorithm) {
    String refusal = "Cannot resolve shot/grade with the engine SQL: the database ";
    return fixture.hashes(algorithm)
        ? refusal
            + "lacks the hash function "
            + algorithm.text()
            + ", which only an admin can install, and only outside a transaction; resolve once"
            + " as an admin outside a transaction, or use the engine MERGE"
        : refusal + "cannot compute " + algorithm.text() + "; use the engine MERGE";
  }
}
