package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A column of PostgreSQL whose type is a domain is used as one of the domain's base type. */
class PostgresDomainsTest {

  /** The domain of each base type; the one of texts has a domain as its base. */
  private static final Map<String, String> DOMAINS =
      Map.of(
          "text", "long_text",
          "varchar", "long_text",
          "int4", "counter",
          "int8", "long_counter",
          "jsonb", "fields",
          "timestamptz", "moment",
          "uuid", "identity");

  private TestDatabase own;
  private MetadataStore store;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    own.create(SHOT, SHOT_NOTE_2, SHOT_GRADE);
    own.execute("create domain any_text as text");
    own.execute("create domain long_text as any_text check (length(value) < 100)");
    own.execute("create domain counter as integer check (value >= 0)");
    own.execute("create domain long_counter as bigint");
    own.execute("create domain fields as jsonb");
    own.execute("create domain moment as timestamp(6) with time zone");
    own.execute("create domain identity as uuid");
    store = MetadataStore.of(own.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  /** Gives every column of a table the domain of its type, if there is one. */
  private int domains(Table<?> table) throws SQLException {
    int count = 0;
    for (Field<?> column : table.fields()) {
      String type =
          own.dsl()
              .fetchValue(
                  "select udt_name from information_schema.columns where table_schema ="
                      + " current_schema() and table_name = ? and column_name = ?",
                  table.getName(),
                  column.getName())
              .toString();
      if (DOMAINS.containsKey(type)) {
        alter(table, column.getName(), DOMAINS.get(type));
        count++;
      }
    }
    return count;
  }

  private void alter(Table<?> table, String column, String type) throws SQLException {
    own.execute(
        "alter table \"" + table.getName() + "\" alter column \"" + column + "\" type " + type);
  }

  @Test
  void isWrittenResolvedAndRead() throws SQLException {
    for (Table<?> table : List.of(SHOT, SHOT_NOTE_2, SHOT_GRADE)) {
      assertTrue(domains(table) > 10, table.getName());
    }
    store.write(SHOT, List.of(shot(0, "a", "s0"), shot(1, "b", "s1")));
    store.write(SHOT, IntStream.range(2, 60).mapToObj(i -> shot(i, "p" + i, "s" + i)).toList());
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    assertEquals(60, store.read(SHOT).fetch().size());
    assertEquals(
        Map.of("picture_raw", "p7", "sound", "s7"),
        store.read(SHOT).where(SHOT.TAKE.eq(7)).fetch().get(0).getMetaxyProvenanceByField());
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 60, stale 0, orphaned 0, pending 60",
          store.withEngine(engine).resolve(SHOT_GRADE).counts().toString());
    }
    assertEquals(60, store.resolve(SHOT_GRADE).pending(Shots::grade));
    assertEquals(1, store.delete(SHOT, SHOT.TAKE.eq(5)));
    store.write(SHOT, List.of(shot(7, "new", "s")));
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 0, stale 1, orphaned 1, pending 1",
          store.withEngine(engine).resolve(SHOT_GRADE).counts().toString());
    }
  }

  @Test
  void isRefusedIfItsBaseTypeIsRefused() throws SQLException {
    alter(SHOT_NOTE_2, "text", "counter using 1");
    assertRefused("text", "int4", "text");
  }

  /** Its text form is not what was written. */
  @Test
  void aCompositeTypeIsRefused() throws SQLException {
    own.execute("create type address as (town text, house integer)");
    own.execute("alter table shot__note_2 drop column text");
    own.execute("alter table shot__note_2 add column text address");
    assertRefused("text", "address, a composite type", "text");
  }

  @Test
  void isRefusedIfItsTimestampsAreCoarse() throws SQLException {
    own.execute("create domain coarse as timestamp(3) with time zone");
    alter(SHOT_NOTE_2, "metaxy_updated_at", "coarse");
    assertRefused(
        "metaxy_updated_at",
        "timestamptz with 3 fractional digits",
        "a timestamp with microsecond precision");
  }

  private void assertRefused(String column, String type, String expected) {
    assertEquals(
        "Cannot use table shot__note_2 of feature shot/note-2: its column "
            + column
            + " is "
            + type
            + " (must be "
            + expected
            + "); write a migration that changes it, or correct the spec",
        assertThrows(StoreException.class, () -> store.read(SHOT_NOTE_2)).getMessage());
  }
}
