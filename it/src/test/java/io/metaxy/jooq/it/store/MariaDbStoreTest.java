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

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.EnginePolicy;
import io.metaxy.jooq.dialect.EnginePolicy.Hint;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.database.MariaDbFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotNote_2Record;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.FeatureDefinition;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.FieldSpec;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.Table;
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
          varchar(255) collate utf8mb4_general_ci ~ varchar(255) with collation utf8mb4_general_ci, which treats different texts as equal, unlike utf8mb4_nopad_bin
          varchar(255) collate utf8mb4_bin ~ varchar(255) with collation utf8mb4_bin, which treats different texts as equal, unlike utf8mb4_nopad_bin
          varchar(255) character set latin1 ~ varchar(255) with collation latin1_swedish_ci, which treats different texts as equal, unlike utf8mb4_nopad_bin
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
          datetime     ~ datetime with 0 fractional digits
          datetime(3)  ~ datetime(3)
          timestamp(6) ~ timestamp in the session's time zone
          """)
  void anInstantThatIsCutOffOrMovedIsRefused(String type, String named) throws SQLException {
    database.execute("alter table \"shot\" modify column \"metaxy_deleted_at\" " + type + " null");
    assertEquals(
        "Cannot use table shot of feature shot: its column metaxy_deleted_at is "
            + named
            + " (must be a timestamp with microsecond precision); write a migration that changes"
            + " it, or correct the spec",
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
                    + "; set a finite number, because this database cannot store other values"));
    ShotRecord other = shot(1, "p", "s").setGain((float) number);
    assertTrue(
        refused(InvalidRowException.class, () -> store.write(SHOT, List.of(other)))
            .endsWith(
                ": its gain is "
                    + number
                    + "; set a finite number, because this database cannot store other values"));
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
            String says = refused(InvalidRowException.class, () -> in.write(SHOT, shots));
            assertTrue(says.contains("its path has 201 characters"), says);
            shots.get(0).setPath("x" + " ".repeat(200));
            says = refused(InvalidRowException.class, () -> in.write(SHOT, shots));
            assertTrue(says.contains("its path has 201 characters"), says);
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
          assertEquals("new 1, stale 0, orphaned 0, pending 1", increment.counts().toString());
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
          "new 3, stale 0, orphaned 0, pending 3",
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

  /**
   * For a year with more digits, the driver sends what fits into 16 bits, or the server stores
   * zeros.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 700})
  void aYearThatNoDateHasIsRefused(int rows) {
    List<ShotRecord> shots = IntStream.range(0, rows).mapToObj(i -> shot(i, "p", "s")).toList();
    for (int year : List.of(-1, 0, 10_000, 67_562)) {
      shots.get(0).setDay(LocalDate.of(year, 1, 1)).setSlate(LocalDateTime.of(2000, 1, 1, 0, 0));
      assertYearRefused("day", shots);
      shots.get(0).setDay(LocalDate.of(1, 1, 1)).setSlate(LocalDateTime.of(year, 1, 1, 0, 0));
      assertYearRefused("slate", shots);
    }
    shots.get(0).setDay(LocalDate.of(1, 1, 1)).setSlate(LocalDateTime.of(9999, 12, 31, 23, 59));
    store.write(SHOT, shots);
    ShotRecord read = store.read(SHOT).where(SHOT.TAKE.eq(0)).fetch().get(0);
    assertEquals(LocalDate.of(1, 1, 1), read.getDay());
    assertEquals(LocalDateTime.of(9999, 12, 31, 23, 59), read.getSlate());
  }

  private void assertYearRefused(String column, List<ShotRecord> shots) {
    String says = refused(InvalidRowException.class, () -> store.write(SHOT, shots));
    assertTrue(says.contains(", take=0): its " + column + " is "), says);
    assertTrue(says.contains("; set a value from 0001-01-01"), says);
  }

  /** A server cuts off white space at the end of a text that is too long. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\n", "\u000b", "\f", "\r", "x"})
  void aTextThatIsTooLongIsRefusedWhateverItEndsWith(String end) throws SQLException {
    database.execute("alter table \"shot\" modify column \"operator_name\" text");
    MetadataStore again = MetadataStore.of(database.dsl(), Features.GRAPH);
    for (int rows : List.of(1, 3)) {
      List<ShotRecord> shots =
          IntStream.range(0, rows).mapToObj(i -> shot(i, "p", "s").setOperatorName("")).toList();
      shots.get(0).setPath("x".repeat(200) + end);
      String says = refused(InvalidRowException.class, () -> again.write(SHOT, shots));
      assertTrue(says.contains("its path has 201 characters"), says);
      shots.get(0).setPath("").setOperatorName("\u00fc".repeat(32_767) + end + end);
      says = refused(InvalidRowException.class, () -> again.write(SHOT, shots));
      assertTrue(says.contains("its operator_name has 65536 UTF-8 bytes"), says);
      shots.get(0).setOperatorName("\u00fc".repeat(32_767) + end);
      again.write(SHOT, shots);
      assertEquals(
          "\u00fc".repeat(32_767) + end,
          again.read(SHOT).where(SHOT.TAKE.eq(0)).fetch().get(0).getOperatorName());
    }
  }

  @Test
  void aRunsNameThatIsTooLongIsRefusedByADeletionInAnySession() {
    store.write(SHOT, List.of(shot(1, "p", "s")));
    in(
        "sql_mode = ''",
        dsl -> {
          MetadataStore in =
              MetadataStore.of(dsl, Features.GRAPH).withMaterializationId("m".repeat(256));
          String says = refused(StoreException.class, () -> in.delete(SHOT, DSL.trueCondition()));
          assertTrue(says.contains("Data too long for column 'metaxy_materialization_id'"), says);
          assertEquals(
              "Cannot write shot: the materialization id has 256 characters, but the live column"
                  + " holds 255; set one that fits, or widen metaxy_materialization_id with a"
                  + " migration",
              refused(
                  IllegalArgumentException.class,
                  () -> in.write(SHOT, List.of(shot(2, "p", "s")))));
          assertEquals(1, in.read(SHOT).fetch().size());
        });
  }

  /** The server would confuse them with UUIDs of versions 1 to 5, whose bytes it reorders. */
  @Test
  void aUuidThatTheServerRejectsIsRefusedByItsValue() {
    UUID random = UUID.fromString("ef29adc9-9692-a36e-18c2-c8cc563976b2");
    for (int rows : List.of(1, 60)) {
      List<ShotRecord> shots =
          IntStream.range(0, rows).mapToObj(i -> shot(i, "p", "s").setShotId(random)).toList();
      assertEquals(
          "Cannot write row 1 of shot (shot_id="
              + random
              + ", take=0): its shot_id is "
              + random
              + ", but the live column does not hold UUIDs of this form; set a value that fits, or"
              + " widen the column with a migration"
              + (rows == 1 ? "" : " (the first of 60 invalid rows)"),
          refused(InvalidRowException.class, () -> store.write(SHOT, shots)));
    }
    assertEquals(0, database.dsl().fetchCount(SHOT));
  }

  @Test
  void aTableWithoutTransactionsIsRefused() throws SQLException {
    database.execute("alter table \"shot\" engine=Aria");
    assertEquals(
        "Cannot use table shot with storage engine Aria (must support transactions); write a script with"
            + " alter table shot engine=InnoDB",
        refused(UnsupportedOperationException.class, () -> store.read(SHOT)));
  }

  @ParameterizedTest
  @CsvSource({"gain, 'float(7,2)', float", "seconds, 'double(7,2)', double"})
  void aNumberThatIsRoundedIsRefused(String column, String type, String name) throws SQLException {
    database.execute("alter table \"shot\" modify column \"" + column + "\" " + type);
    assertEquals(
        "Cannot use table shot of feature shot: its column "
            + column
            + " is "
            + name
            + " with rounded digits (must be a floating-point number); write a migration that"
            + " changes it,"
            + " or correct the spec",
        refused(StoreException.class, () -> store.read(SHOT)));
  }

  /** In such modes, an inlined backslash becomes two, and null is concatenated like empty text. */
  @ParameterizedTest
  @ValueSource(strings = {"ANSI", "ORACLE", "NO_BACKSLASH_ESCAPES", "EMPTY_STRING_IS_NULL"})
  void resolvingIsTheSameInASessionOfAnyMode(String mode) {
    store.write(SHOT, IntStream.range(0, 3).mapToObj(i -> shot(i, "p" + i, "s")).toList());
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    FeatureGraph graph = Features.GRAPH.with(gradeOf("1\\2'\"3"));
    List<String> expected = provenances(MetadataStore.of(database.dsl(), graph));
    assertEquals(3, expected.size());
    in(
        "sql_mode = '" + mode + "'",
        dsl -> {
          String before = dsl.fetchValue("select @@session.sql_mode").toString();
          for (Engine engine : Engine.values()) {
            MetadataStore in = MetadataStore.of(dsl, graph).withEngine(engine);
            assertEquals(expected, provenances(in));
            assertEquals(
                "new 3, stale 0, orphaned 0, pending 3",
                in.resolve(SHOT_GRADE).counts().toString());
          }
          assertEquals(before, dsl.fetchValue("select @@session.sql_mode").toString());
        });
  }

  @Test
  void aSessionThatReplacesCharactersOrLeavesRowsOutIsRefused() {
    in(
        "character_set_results = 'utf8mb3'",
        dsl ->
            assertEquals(
                "Cannot use a session with the character sets utf8mb4 and utf8mb3 (must be utf8mb4);"
                    + " remove SET NAMES from the connection's initial SQL",
                refused(
                    UnsupportedOperationException.class,
                    () -> MetadataStore.of(dsl, Features.GRAPH).read(SHOT))));
    in(
        "character_set_results = 'utf8mb4', character_set_connection = 'latin1'",
        dsl ->
            assertEquals(
                "Cannot use a session with the character sets utf8mb4 and latin1 (must be utf8mb4);"
                    + " remove SET NAMES from the connection's initial SQL",
                refused(
                    UnsupportedOperationException.class,
                    () -> MetadataStore.of(dsl, Features.GRAPH).read(SHOT))));
    in(
        "sql_select_limit = 5, character_set_connection = 'utf8mb4'",
        dsl ->
            assertEquals(
                "Cannot use a session with sql_select_limit 5, because rows would be missing; set it"
                    + " to default",
                refused(
                    UnsupportedOperationException.class,
                    () -> MetadataStore.of(dsl, Features.GRAPH).read(SHOT))));
  }

  /** The driver converts the dates that it sends and reads, but not literals. */
  @Test
  void aConnectionThatShiftsDatesIsRefused() throws SQLException {
    String url =
        database.url() + "&preserveInstants=true&pureLocalDateTime=false&connectionTimeZone=+05:45";
    try (Connection connection = DriverManager.getConnection(url)) {
      String says =
          refused(
              UnsupportedOperationException.class,
              () ->
                  MetadataStore.of(DSL.using(connection, fixture.dialect()), Features.GRAPH)
                      .read(SHOT));
      assertTrue(
          says.matches(
              "Cannot use a connection that reads the date and time 2026-01-15 12:00:00 as"
                  + " 2026-01-15T0.*; remove the option pureLocalDateTime=false of its driver"),
          says);
    }
  }

  /** The store's own writes read committed rows; what the caller begins is as the caller wants. */
  @Test
  void aTransactionOfTheCallerKeepsItsIsolation() throws SQLException {
    database.execute("alter table \"shot\" add check (\"path\" <> 'F')");
    in(
        "tx_isolation = 'REPEATABLE-READ'",
        dsl -> {
          MetadataStore in = MetadataStore.of(dsl, Features.GRAPH);
          ShotRecord rejected = shot(1, "p", "s").setPath("F");
          refused(StoreException.class, () -> in.write(SHOT, List.of(rejected)));
          assertEquals("REPEATABLE READ", isolation(dsl, trx -> dsl.fetchCount(SHOT)));
          assertEquals(
              "REPEATABLE READ",
              isolation(dsl, trx -> in.using(trx).write(SHOT, List.of(shot(1, "p", "s")))));
        });
  }

  private static Object isolation(DSLContext dsl, Consumer<DSLContext> work) {
    return dsl.transactionResult(
        trx -> {
          work.accept(trx.dsl());
          return trx.dsl()
              .fetchValue(
                  "select trx_isolation_level from information_schema.innodb_trx"
                      + " where trx_mysql_thread_id = connection_id()");
        });
  }

  private static FeatureDefinition gradeOf(String codeVersion) {
    FeatureDefinition grade = Features.GRAPH.plan(SHOT_GRADE.featureKey()).definition();
    FeatureSpec spec = grade.spec();
    return grade.withSpec(
        new FeatureSpec(
            spec.key(),
            spec.idColumns(),
            spec.deps(),
            spec.fields().stream()
                .map(field -> new FieldSpec(field.key(), codeVersion, field.deps()))
                .toList(),
            spec.metadata(),
            spec.description(),
            spec.table()));
  }

  private static List<String> provenances(MetadataStore in) {
    return in.resolve(SHOT_GRADE).newSamples().fetch().stream()
        .map(Sample::provenance)
        .sorted()
        .toList();
  }

  /** A server sorts by the first kilobyte of a text, or by fewer bytes if the session says so. */
  @ParameterizedTest
  @EnumSource
  void idsThatBeginAlikeAreToldApart(Engine engine) throws SQLException {
    database.execute("alter table \"utterance\" modify column \"speaker\" varchar(480) not null");
    database.execute("alter table \"speaker__summary\" modify column \"speaker_id\" varchar(480)");
    MetadataStore again = MetadataStore.of(database.dsl(), Features.GRAPH);
    again.write(
        UTTERANCE,
        IntStream.range(0, 30)
            .mapToObj(i -> said("r" + i, 1, "a".repeat(470) + i % 3, "" + i))
            .toList());
    in(
        "max_sort_length = 64",
        dsl -> {
          MetadataStore in = MetadataStore.of(dsl, Features.GRAPH).withEngine(engine);
          assertEquals(
              "new 3, stale 0, orphaned 0, pending 3",
              in.resolve(SPEAKER_SUMMARY).counts().toString());
          assertEquals("64", dsl.fetchValue("select @@max_sort_length").toString());
        });
  }

  /**
   * The settings that two open results change in their session are restored once both are closed.
   */
  @Test
  void tablesThatMayNotFitInTheJvmAreCountedInOrder() throws SQLException {
    store.write(SHOT, IntStream.range(0, 3).mapToObj(i -> shot(i, "p", "s")).toList());
    store.write(SHOT_NOTE_2, List.of(note(1, "a"), note(2, "b")));
    database.execute("analyze table \"shot\"");
    database.execute("analyze table \"shot__note_2\"");
    EnginePolicy policy = Dialects.of(fixture.dialect()).policy();
    List<Table<?>> tables = List.of(SHOT, SHOT_NOTE_2);
    assertEquals(
        Hint.yes("MariaDB takes twice as long to sort rows as to send them"),
        policy.countsUnordered(database.dsl(), tables, 6));
    assertEquals(
        Hint.no("the tables have about 5 rows, which may not fit in the JVM"),
        policy.countsUnordered(database.dsl(), tables, 5));
  }

  @Test
  void aSessionIsWhatItWasAfterTwoResults() {
    store.write(SHOT, List.of(shot(1, "p", "s"), shot(2, "p", "s")));
    store.write(SHOT_NOTE_2, List.of(note(1, "n1")));
    in(
        "net_write_timeout = 77",
        dsl -> {
          MetadataStore in = MetadataStore.of(dsl, Features.GRAPH);
          var increment = in.resolve(SHOT_GRADE);
          Stream<?> first = increment.newSamples().stream();
          Stream<?> second = increment.newSamples().stream();
          assertEquals(2, first.count());
          first.close();
          assertEquals(2, second.count());
          second.close();
          assertEquals("77", dsl.fetchValue("select @@net_write_timeout").toString());
        });
  }

  /** Driver options that change how batches and values are sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "useBulkStmts=false",
        "useBulkStmts=false&useServerPrepStmts=true",
        "rewriteBatchedStatements=true",
        "useServerPrepStmts=true",
        "allowMultiQueries=true",
        "tinyInt1isBit=false"
      })
  void valuesAreKeptWhateverTheDriversOptions(String options) {
    String url = database.url().replace("&allowMultiQueries=true", "");
    String with = options.isEmpty() ? url : url + "&" + options;
    List<ShotRecord> shots =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    shot(i, "p\\" + i, "")
                        .setPath("it's \\ \"q\" \ud83d\ude00" + i)
                        .setGain(1 / 3f)
                        .setSeconds(1 / 3d)
                        .setColor(i % 2 == 0))
            .toList();
    try (CloseableDSLContext dsl = DSL.using(with)) {
      MetadataStore in = MetadataStore.of(dsl, Features.GRAPH);
      in.write(SHOT, shots);
      in.write(SHOT, List.of(shots.get(7)));
      List<ShotRecord> read = in.read(SHOT).fetch().sortAsc(SHOT.TAKE);
      assertEquals(50, read.size());
      for (int i = 0; i < 50; i++) {
        assertEquals(shots.get(i).getPath(), read.get(i).getPath());
        assertEquals(1 / 3f, read.get(i).getGain());
        assertEquals(1 / 3d, read.get(i).getSeconds());
        assertEquals(i % 2 == 0, read.get(i).getColor());
        assertEquals(shots.get(i).getDay(), read.get(i).getDay());
        assertEquals(shots.get(i).getShotAt(), read.get(i).getShotAt());
        assertEquals(shots.get(i).getSunset(), read.get(i).getSunset());
      }
    }
  }

  /** Neither waits for what the other only reads. */
  @Test
  void twoDeleteOtherSamplesAtOnce() throws Exception {
    store.write(SHOT, IntStream.range(0, 20).mapToObj(i -> shot(i, "p", "s")).toList());
    database
        .dsl()
        .transaction(
            outer -> {
              MetadataStore.of(outer.dsl(), Features.GRAPH)
                  .write(SHOT, List.of(shot(30, "p", "s")));
              try (CloseableDSLContext other = DSL.using(database.url())) {
                other.execute("set session innodb_lock_wait_timeout = 1");
                assertEquals(
                    1, MetadataStore.of(other, Features.GRAPH).delete(SHOT, SHOT.TAKE.eq(3)));
              }
            });
    assertEquals(20, store.read(SHOT).fetch().size());
  }

  @Test
  void aRowThatAnotherTransactionLocksIsNamed() {
    store.write(SHOT, List.of(shot(1, "p", "s")));
    database
        .dsl()
        .transaction(
            holder -> {
              holder.dsl().fetch("select * from `shot` for update");
              in(
                  "innodb_lock_wait_timeout = 1",
                  dsl -> {
                    MetadataStore other = MetadataStore.of(dsl, Features.GRAPH);
                    String says =
                        refused(
                            StoreException.class,
                            () -> other.write(SHOT, List.of(shot(2, "p", "s"))));
                    assertTrue(
                        says.endsWith(
                            "; retry the whole transaction, because another one is writing the same"
                                + " rows"),
                        says);
                  });
            });
    assertEquals(1, store.read(SHOT).fetch().size());
  }
}
