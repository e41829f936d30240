package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.SpeakerSummary.SPEAKER_SUMMARY;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.note;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.it.database.MariaDbFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.store.InvalidRowException;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.StoreException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MariaDB changes values that do not fit unless it is in strict mode. */
@ParameterizedClass(name = "{0}")
@EnumSource
class MariaDbStoreTest {

  @Parameter MariaDbFixture fixture;

  private TestDatabase database;
  private MetadataStore store;

  @BeforeEach
  void tables() throws Exception {
    database = fixture.open();
    database.create(SHOT, SHOT_NOTE_2, SHOT_GRADE, UTTERANCE, SPEAKER_SUMMARY);
    store = MetadataStore.of(database.dsl(), Features.GRAPH);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static <E extends Exception> String refused(Class<E> type, Executable work) {
    return assertThrows(type, work).getMessage();
  }

  /** Runs an action in a session. */
  private void in(String session, Consumer<DSLContext> work) {
    database
        .dsl()
        .connection(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("set session " + session);
              }
              work.accept(DSL.using(connection, fixture.dialect()));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          varchar(255) collate utf8mb4_general_ci ~ varchar(255) of the collation utf8mb4_general_ci, by which texts that differ are equal
          varchar(255) collate utf8mb4_bin ~ varchar(255) of the collation utf8mb4_bin, by which texts that differ are equal
          varchar(255) character set latin1 ~ varchar(255) of the collation latin1_swedish_ci, by which texts that differ are equal
          enum('a', 'b') ~ enum('a','b')
          char(20) ~ char(20)
          """)
  void aTextThatIsNotOrderedByItsBytesIsRefused(String type, String named) throws SQLException {
    database.execute("alter table \"shot__note_2\" modify column \"text\" " + type);
    assertEquals(
        "Cannot use table shot__note_2 of feature shot/note-2: its column text is "
            + named
            + " (must be text); write a migration that changes it, or correct the spec",
        refused(StoreException.class, () -> store.read(SHOT_NOTE_2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          datetime     ~ datetime of 0 digits
          datetime(3)  ~ datetime of 3 digits
          timestamp(6) ~ timestamp of the session's zone
          """)
  void anInstantThatIsCutOffOrMovedIsRefused(String type, String named) throws SQLException {
    database.execute("alter table \"shot\" modify column \"metaxy_deleted_at\" " + type + " null");
    assertEquals(
        "Cannot use table shot of feature shot: its column metaxy_deleted_at is "
            + named
            + " (must be a timestamp of microseconds); write a migration that changes it, or"
            + " correct the spec",
        refused(StoreException.class, () -> store.read(SHOT)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoFiniteNumberIsRefusedBeforeAnySql(double number) {
    ShotRecord row = shot(1, "p", "s").setSeconds(number);
    assertTrue(
        refused(InvalidRowException.class, () -> store.write(SHOT, List.of(row)))
            .endsWith(
                ": its seconds is "
                    + number
                    + "; give a finite number, as this database holds no other"));
    ShotRecord other = shot(1, "p", "s").setGain((float) number);
    assertTrue(
        refused(InvalidRowException.class, () -> store.write(SHOT, List.of(other)))
            .endsWith(
                ": its gain is "
                    + number
                    + "; give a finite number, as this database holds no other"));
  }

  /** The text protocol sends six digits of a float. */
  @Test
  void everyFloatComesBackAsItWas() {
    List<Float> floats =
        List.of(
            0.1f,
            16_777_215f,
            1 / 3f,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            1.1754942e-38f,
            8.5899346e9f);
    store.write(
        SHOT,
        IntStream.range(0, floats.size())
            .mapToObj(i -> shot(i, "p", "s").setGain(floats.get(i)))
            .toList());
    assertEquals(floats, store.read(SHOT).fetch().sortAsc(SHOT.TAKE).getValues(SHOT.GAIN));
    assertEquals(floats.size(), store.delete(SHOT, DSL.trueCondition()));
    assertEquals(
        floats,
        store.read(SHOT).includingDeleted().fetch().sortAsc(SHOT.TAKE).getValues(SHOT.GAIN));
  }

  /** Without strict mode, a number that is too large becomes the maximum. */
  @ParameterizedTest
  @ValueSource(strings = {"", "ANSI", "ORACLE", "NO_BACKSLASH_ESCAPES"})
  void valuesAreKeptOrRefusedInASessionOfAnyMode(String mode) {
    in(
        "sql_mode = '" + mode + "'",
        dsl -> {
          MetadataStore in = MetadataStore.of(dsl, Features.GRAPH);
          String before = dsl.fetchValue("select @@session.sql_mode").toString();
          for (int rows : List.of(1, 700)) {
            List<ShotRecord> shots =
                IntStream.range(0, rows)
                    .mapToObj(i -> shot(i, "p\\" + i, "").setPath("it's \\ \"q\" " + i))
                    .toList();
            shots.get(0).setPath("x".repeat(201));
            String says = refused(StoreException.class, () -> in.write(SHOT, shots));
            assertTrue(says.contains("Data too long for column 'path'"), says);
            shots.get(0).setPath("x" + " ".repeat(200));
            says = refused(StoreException.class, () -> in.write(SHOT, shots));
            assertTrue(says.endsWith("Data too long for column 'path'"), says);
            shots.get(0).setPath("");
            in.write(SHOT, shots);
            assertEquals("", in.read(SHOT).where(SHOT.TAKE.eq(0)).fetch().get(0).getPath());
            assertEquals(
                rows, in.read(SHOT).fetch().stream().map(ShotRecord::getPath).distinct().count());
          }
          assertEquals(before, dsl.fetchValue("select @@session.sql_mode").toString());
        });
  }

  /** The server truncates them at 1 MB, with only a warning. */
  @ParameterizedTest
  @EnumSource
  void textsOfAGroupAreWhole(Engine engine) {
    store.write(
        UTTERANCE, IntStream.range(0, 40).mapToObj(i -> said("r", i, "ann", "" + i)).toList());
    String whole =
        store
            .withEngine(Engine.MERGE)
            .resolve(SPEAKER_SUMMARY)
            .newSamples()
            .fetch()
            .get(0)
            .provenance();
    in(
        "group_concat_max_len = 64",
        dsl -> {
          MetadataStore in = MetadataStore.of(dsl, Features.GRAPH).withEngine(engine);
          var increment = in.resolve(SPEAKER_SUMMARY);
          assertEquals("new 1, stale 0, orphaned 0, progress 0.00", increment.counts().toString());
          assertEquals(whole, increment.newSamples().fetch().get(0).provenance());
          assertEquals("64", dsl.fetchValue("select @@group_concat_max_len").toString());
          String says =
              refused(
                  DataAccessException.class,
                  () -> dsl.selectFrom(increment.newSamples().asTable()).fetch());
          assertTrue(says.contains("BIGINT value is out of range"), says);
        });
  }

  @Test
  void anIdIsNotTheSameWithABlankAtItsEndOrInCapitals() {
    store.write(
        UTTERANCE,
        List.of(said("r", 1, "ann", "1"), said("r", 2, "ann ", "2"), said("r", 3, "Ann", "3")));
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 3, stale 0, orphaned 0, progress 0.00",
          store.withEngine(engine).resolve(SPEAKER_SUMMARY).counts().toString());
    }
  }

  /** The type of a JSON column after a migration that copies a table. */
  @Test
  void jsonThatIsNotCheckedIsJson() throws SQLException {
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    database.execute("create table copied as select * from \"shot__note_2\"");
    database.execute("drop table \"shot__note_2\"");
    database.execute("alter table copied rename to \"shot__note_2\"");
    MetadataStore again = MetadataStore.of(database.dsl(), Features.GRAPH);
    again.write(SHOT_NOTE_2, List.of(note(2, "n2")));
    assertEquals(
        List.of("n1", "n2"),
        again.read(SHOT_NOTE_2).fetch().sortAsc(SHOT_NOTE_2.TAKE_NUMBER).stream()
            .map(ShotNote_2Record::dataVersionByField)
            .map(byField -> byField.get("text"))
            .toList());
  }
}
