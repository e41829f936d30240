package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Moment.MOMENT;
import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotFrame.SHOT_FRAME;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.ByFieldForm;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TableForm;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The actual column types of tables: detected, used if supported, rejected otherwise. */
class PhysicalTypesTest extends OnFastestKinds {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  private static final List<FeatureTable<?>> TABLES = List.of(SHOT, SHOT_NOTE_2, SHOT_GRADE);

  private TestDatabase own;
  private MetadataStore in;

  PhysicalTypesTest() {
    super(Features.GRAPH);
  }

  @BeforeEach
  void anEmptyDatabase() throws Exception {
    own = fixture.open();
    in = atNoon(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private static MetadataStore atNoon(DSLContext dsl, FeatureGraph graph) {
    return MetadataStore.of(dsl, graph).withClock(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  private void create(TableForm form) throws SQLException {
    for (FeatureTable<?> table : TABLES) {
      own.create(form, table);
    }
  }

  private void drop() {
    TABLES.forEach(t -> own.dsl().dropTable(t).execute());
  }

  private static List<ShotRecord> shots(int count, String version) {
    return IntStream.range(0, count).mapToObj(i -> shot(i, version + i, "s'\"\\" + i)).toList();
  }

  /** Writes a few rows and many, resolves with both engines, computes, deletes and reads. */
  private void wholeRound(MetadataStore store) {
    store.write(SHOT, shots(3, "p"));
    store.write(SHOT, shots(60, "q"));
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    assertEquals(60, store.read(SHOT).fetch().size());
    ShotRecord first = store.read(SHOT).where(SHOT.TAKE.eq(0)).fetch().get(0);
    assertEquals(
        Map.of("picture_raw", "q0", "sound", "s'\"\\0"), first.getMetaxyProvenanceByField());
    assertEquals(NOON.plusNanos(1000), first.getMetaxyUpdatedAt());
    for (Engine engine : Engine.values()) {
      Increment<?> increment = store.withEngine(engine).resolve(SHOT_GRADE);
      assertEquals("new 60, stale 0, orphaned 0, pending 60", increment.counts().toString());
      assertEquals(60, own.dsl().fetchCount(increment.newSamples().asTable()), "rows of the table");
    }
    assertEquals(60, store.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(1, store.delete(SHOT, SHOT.TAKE.eq(5)));
    store.write(SHOT, List.of(shot(7, "new", "s")));
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 0, stale 1, orphaned 1, pending 1",
          store.withEngine(engine).resolve(SHOT_GRADE).counts().toString());
    }
    ShotRecord deleted = store.read(SHOT).includingDeleted().where(SHOT.TAKE.eq(5)).fetch().get(0);
    assertEquals(deleted.getMetaxyUpdatedAt(), deleted.getMetaxyDeletedAt());
    assertEquals(first.getMetaxyCreatedAt(), deleted.getMetaxyCreatedAt());
  }

  @Test
  void byFieldColumnsOfEveryKindAreWrittenResolvedAndRead() throws SQLException {
    for (ByFieldForm byField : fixture.byFieldForms()) {
      create(TableForm.of(byField));
      wholeRound(atNoon(own.dsl(), Features.GRAPH));
      drop();
    }
  }

  @Test
  void tablesAsThePeerMakesThem() throws SQLException {
    for (ByFieldForm byField : fixture.byFieldForms()) {
      create(TableForm.of(byField).asThePeerMakesIt().withoutZone());
      wholeRound(atNoon(own.dsl(), Features.GRAPH));
      drop();
    }
  }

  @Test
  void aSchemaIsNamedByTheStore() throws SQLException {
    String schema = "elsewhere_" + fixture.name().toLowerCase(Locale.ROOT);
    own.execute("create schema \"" + schema + "\"");
    try {
      create(fixture.form());
      for (FeatureTable<?> table : TABLES) {
        own.execute(
            "create table \""
                + schema
                + "\".\""
                + table.getName()
                + "\" as select * from \""
                + table.getName()
                + "\"");
      }
      wholeRound(in.withSchema(schema));
      assertEquals(0, own.dsl().fetchCount(SHOT), "rows in the connection's own schema");
      assertEquals(
          "Cannot find table nowhere.shot of feature shot: a script is missing or has not run;"
              + " write it, or let Flyway run it",
          refused(StoreException.class, () -> in.withSchema("nowhere").read(SHOT)));
    } finally {
      own.execute(fixture.dropSchema(schema));
    }
  }

  @Nested
  class AreRefused {

    private String misfit(String column, String type) throws SQLException {
      own.execute("alter table \"shot__note_2\" drop column \"" + column + "\"");
      own.execute("alter table \"shot__note_2\" add column \"" + column + "\" " + type);
      return refused(StoreException.class, () -> in.read(SHOT_NOTE_2));
    }

    @BeforeEach
    void notes() throws SQLException {
      own.create(fixture.form().asThePeerMakesIt(), SHOT_NOTE_2);
    }

    private void assertMisfit(String column, String type, String expected) throws SQLException {
      String says = misfit(column, type);
      assertTrue(
          says.startsWith(
              "Cannot use table shot__note_2 of feature shot/note-2: its column "
                  + column
                  + " is "),
          says);
      assertTrue(
          says.endsWith(
              " (must be "
                  + expected
                  + "); write a migration that changes it, or correct the spec"),
          says);
    }

    @Test
    void aUsersColumnOfAnotherType() throws SQLException {
      assertMisfit("text", "integer", "text");
    }

    /** Other types without a column type are the user's own, such as enums. */
    @Test
    void aTypeOfTheDatabaseThatIsNoText() throws SQLException {
      for (String type : fixture.typesWithoutText()) {
        assertMisfit("text", type, "text");
      }
    }

    @Test
    void anIntegerInAFloatingPointColumn() throws SQLException {
      assertMisfit("take_number", "real", "an integer");
    }

    @Test
    void aLargerIntegerIsNot() throws SQLException {
      own.execute("alter table \"shot__note_2\" drop column \"take_number\"");
      own.execute("alter table \"shot__note_2\" add column \"take_number\" bigint");
      in.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      assertEquals(1, in.read(SHOT_NOTE_2).fetch().get(0).getTakeNumber());
    }

    @Test
    void anIdThatIsAUuidAsText() throws SQLException {
      assertMisfit(
          "note_of",
          Dialects.of(own.dsl().dialect()).types().ddl(LogicalType.of(ColumnType.STRING)),
          "uuid, because different texts can be the same id");
    }

    @Test
    void aParentThatIsAUuidAsText() throws SQLException {
      own.create(fixture.form().asThePeerMakesIt(), SHOT_FRAME);
      own.execute("alter table \"shot__frame\" drop column \"shot_id\"");
      own.execute(
          "alter table \"shot__frame\" add column \"shot_id\" "
              + Dialects.of(own.dsl().dialect()).types().ddl(LogicalType.of(ColumnType.STRING)));
      String says =
          refused(StoreException.class, () -> atNoon(own.dsl(), Shots.FRAMES).read(SHOT_FRAME));
      assertTrue(
          says.startsWith(
              "Cannot use table shot__frame of feature shot/frame: its column shot_id is "),
          says);
      assertTrue(
          says.endsWith(
              " (must be uuid, because different texts can be the same id); write a migration that"
                  + " changes it, or correct the spec"),
          says);
    }

    @Test
    void aSystemColumnOfAnotherType() throws SQLException {
      assertMisfit("metaxy_updated_at", "date", "a timestamp with microsecond precision");
    }

    /** Two rows of one sample written within one unit would have the same instant. */
    @Test
    void aSystemColumnOfCoarserTimestamps() throws SQLException {
      String type = fixture.coarseTimestamp();
      assertMisfit("metaxy_updated_at", type, "a timestamp with microsecond precision");
    }

    /** Its ids would be new, and those of the rows orphaned, in every resolve. */
    @Test
    void anIdThatTheColumnWouldRound() throws SQLException {
      assertRounds("instant", fixture.coarseTimestamp(), "a timestamp with microsecond precision");
      assertRounds(
          "wall",
          fixture.inMilliseconds(LogicalType.of(ColumnType.LOCAL_DATE_TIME)),
          "a timestamp without time zone, with microsecond precision");
      assertRounds(
          "amount", "decimal(12, 1)", "a decimal with 2 digits after the decimal point, not 1");
      assertRounds(
          "ratio",
          Dialects.of(own.dsl().dialect()).types().ddl(LogicalType.of(ColumnType.FLOAT32)),
          "a floating-point number of 64 bits");
    }

    private void assertRounds(String column, String type, String expected) throws SQLException {
      own.create(fixture.form().asThePeerMakesIt(), MOMENT);
      own.execute("alter table \"moment\" drop column \"" + column + "\"");
      own.execute("alter table \"moment\" add column \"" + column + "\" " + type);
      String says = refused(StoreException.class, () -> in.read(MOMENT));
      assertTrue(
          says.startsWith(
              "Cannot use table moment of feature moment: its column " + column + " is "),
          says);
      assertTrue(
          says.endsWith(
              " (must be "
                  + expected
                  + "); write a migration that changes it, or correct the spec"),
          says);
      own.dsl().dropTable(MOMENT).execute();
    }

    @Test
    void aHashThatIsANumber() throws SQLException {
      assertMisfit("metaxy_provenance", "integer", "text");
    }

    @Test
    void aByFieldColumnOfAnotherType() throws SQLException {
      for (String type : fixture.otherByFieldTypes()) {
        assertMisfit("metaxy_provenance_by_field", type, fixture.byFieldTypes());
      }
    }

    /** DuckDB silently drops values that have no entry in the STRUCT. */
    @Test
    void aStructThatLacksAFieldOfTheSpec() throws SQLException {
      if (fixture.can(Capability.STRUCTS)) {
        assertEquals(
            "Cannot use table shot__note_2 of feature shot/note-2: its column"
                + " metaxy_data_version_by_field lacks [text], which the database would drop"
                + " silently; write a script with alter table … add column"
                + " metaxy_data_version_by_field.text varchar",
            misfit("metaxy_data_version_by_field", "struct(other varchar)"));
        assertEquals(
            misfit("metaxy_data_version_by_field", "struct(other varchar)"),
            refused(StoreException.class, () -> in.write(SHOT_NOTE_2, List.of(note(1, "n1")))));
        own.execute(
            "alter table shot__note_2 add column metaxy_data_version_by_field.text varchar");
      } else {
        String create = "create table structs (fields struct(other varchar))";
        String says = refused(DataAccessException.class, () -> own.dsl().execute(create));
        assertTrue(says.toLowerCase(Locale.ROOT).contains("struct"), says);
      }
      in.write(SHOT_NOTE_2, List.of(note(1, "n1")));
      ShotNote_2Record read = in.read(SHOT_NOTE_2).fetch().get(0);
      assertEquals("n1", read.getMetaxyDataVersionByField().get("text"));
    }
  }
}
