package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.it.db.tables.Shot.SHOT;
import static io.metaxy.jooq.it.db.tables.ShotGrade.SHOT_GRADE;
import static io.metaxy.jooq.it.db.tables.ShotNote_2.SHOT_NOTE_2;
import static io.metaxy.jooq.it.db.tables.Utterance.UTTERANCE;
import static io.metaxy.jooq.it.resolve.Shots.ID;
import static io.metaxy.jooq.it.resolve.Shots.shot;
import static io.metaxy.jooq.it.story.Speech.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.increment.PendingResult;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.ShotGradeRecord;
import io.metaxy.jooq.it.db.tables.records.ShotRecord;
import io.metaxy.jooq.it.db.tables.records.UtteranceRecord;
import io.metaxy.jooq.it.resolve.Shots;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureTable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that the database would change or reject: texts that are not Unicode or have U+0000, and
 * those that are too long or too large for their live columns.
 */
class UnstorableValuesTest extends OnEveryDatabase {

  private static final String HALF = "a\uD83D";
  private static final String ZERO = "a\u0000b";
  private static final String NOT_UNICODE =
      "has half a surrogate pair, U+D83D at position 2, so it is not valid Unicode; correct or"
          + " remove it";
  private static final String ZERO_REFUSED =
      "has the character U+0000 at position 2, which this database cannot store; remove it";
  private static final String FIT = "; set a value that fits, or widen the column with a migration";

  private static final List<String> UNREADABLE =
      new AbstractList<>() {
        @Override
        public String get(int index) {
          throw new IllegalStateException("no tags today");
        }

        @Override
        public int size() {
          return 1;
        }
      };

  UnstorableValuesTest() {
    super(Features.GRAPH, SHOT, SHOT_GRADE, SHOT_NOTE_2, UTTERANCE);
  }

  private static List<ShotRecord> shots(int rows, Consumer<ShotRecord> change) {
    List<ShotRecord> shots = new ArrayList<>();
    IntStream.range(0, rows).forEach(take -> shots.add(shot(take, "p", "s")));
    change.accept(shots.get(rows - 1));
    return shots;
  }

  private String refusal(int rows, Consumer<ShotRecord> change) {
    String says = refused(InvalidRowException.class, () -> store.write(SHOT, shots(rows, change)));
    assertEquals(0, dsl.fetchCount(SHOT));
    return says;
  }

  private static String row(int rows, String reason) {
    return "Cannot write row "
        + rows
        + " of shot (shot_id="
        + ID
        + ", take="
        + (rows - 1)
        + "): its "
        + reason;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aTextThatIsNotUnicode(int rows) {
    assertEquals(row(rows, "path " + NOT_UNICODE), refusal(rows, shot -> shot.setPath(HALF)));
    assertEquals(
        row(
            rows,
            "operator_name has half a surrogate pair, U+DE00 at position 1, so it is not"
                + " valid Unicode; correct or remove it"),
        refusal(rows, shot -> shot.setOperatorName("\uDE00\uD83D")));
    assertEquals(
        row(
            rows,
            "tags cannot be converted to the type of the column: Cannot write a JSON column from"
                + " java.util.List<java.lang.String>: a text is not valid Unicode: it has half a"
                + " surrogate pair at index 1 at $[0]; correct the value"),
        refusal(rows, shot -> shot.setTags(List.of(HALF))));
    assertEquals(
        row(rows, "metaxy_provenance_by_field.sound " + NOT_UNICODE),
        refusal(
            rows,
            shot -> shot.setMetaxyProvenanceByField(Map.of("picture_raw", "p", "sound", HALF))));
    assertEquals(
        row(rows, "metaxy_data_version_by_field.sound " + NOT_UNICODE),
        refusal(
            rows,
            shot -> shot.setMetaxyDataVersionByField(Map.of("picture_raw", "p", "sound", HALF))));
    assertEquals(
        row(rows, "metaxy_materialization_id " + NOT_UNICODE),
        refusal(rows, shot -> shot.setMetaxyMaterializationId(HALF)));
    List<ShotRecord> whole =
        shots(rows, shot -> shot.setPath("\uD83D\uDE00").setTags(List.of("\uD83D\uDE00")));
    store.write(SHOT, whole);
    assertEquals(
        "\uD83D\uDE00", store.read(SHOT).where(SHOT.TAKE.eq(rows - 1)).fetch().get(0).getPath());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void anIdThatIsNotUnicode(int rows) {
    List<UtteranceRecord> said = new ArrayList<>();
    IntStream.range(1, rows).forEach(i -> said.add(said("r", i, "ann", "" + i)));
    said.add(said(HALF, rows, "ann", "1"));
    String named = "row " + rows + " of utterance (recording=a\\ud83d, number=" + rows + "): its ";
    assertEquals(
        "Cannot write " + named + "recording " + NOT_UNICODE,
        refused(InvalidRowException.class, () -> store.write(UTTERANCE, said)));
    assertEquals(
        "Cannot resolve " + named + "recording " + NOT_UNICODE,
        refused(InvalidRowException.class, () -> store.resolve(UTTERANCE, said)));
    assertEquals(0, dsl.fetchCount(UTTERANCE));
  }

  /** A driver replaces it by a question mark, which is the text of another row. */
  @Test
  void aConditionThatIsNotUnicode() {
    store.write(UTTERANCE, List.of(said("a?", 1, "ann", "1")));
    String says = "Cannot use a condition on utterance: a text in it " + NOT_UNICODE;
    Condition condition = UTTERANCE.RECORDING.eq(HALF);
    assertEquals(
        says, refused(IllegalArgumentException.class, () -> store.delete(UTTERANCE, condition)));
    assertEquals(
        says,
        refused(
            IllegalArgumentException.class,
            () -> store.read(UTTERANCE).where(UTTERANCE.RECORDING.in("b", HALF))));
    assertEquals(
        says,
        refused(
            IllegalArgumentException.class,
            () -> store.resolve(UTTERANCE, r -> r.samples(List.of()).where(UTTERANCE, condition))));
    assertEquals(
        says,
        refused(
            IllegalArgumentException.class,
            () -> store.resolve(UTTERANCE, r -> r.samples(List.of()).staleIf(condition))));
    assertEquals(
        says.replace("position 2", "position 15"),
        refused(
            IllegalArgumentException.class,
            () ->
                store.resolve(
                    UTTERANCE, r -> r.samples(List.of()).whereText("recording = '" + HALF + "'"))));
    assertEquals(1, store.read(UTTERANCE).fetch().size());
  }

  @Test
  void aRunsNameThatIsNotUnicode() {
    assertEquals(
        "Invalid materialization id: it " + NOT_UNICODE,
        refused(IllegalArgumentException.class, () -> store.withMaterializationId(HALF)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aTextWithU0000(int rows) {
    Consumer<ShotRecord> everywhere =
        shot ->
            shot.setPath(ZERO)
                .setTags(List.of(ZERO, "\\u0000"))
                .setMetaxyMaterializationId(ZERO)
                .setMetaxyProvenanceByField(Map.of("picture_raw", ZERO, "sound", "s"));
    if (!fixture.can(Capability.ZERO_CHARACTERS)) {
      assertEquals(row(rows, "path " + ZERO_REFUSED), refusal(rows, everywhere));
      assertEquals(
          row(rows, "metaxy_provenance_by_field.picture_raw " + ZERO_REFUSED),
          refusal(
              rows, everywhere.andThen(shot -> shot.setPath("").setMetaxyMaterializationId(null))));
      assertEquals(
          row(
              rows,
              "tags has the character U+0000 in a text, which this database cannot store; remove"
                  + " it"),
          refusal(rows, shot -> shot.setTags(List.of("\\", ZERO))));
      assertEquals(
          "Invalid materialization id: it " + ZERO_REFUSED,
          refused(IllegalArgumentException.class, () -> store.withMaterializationId(ZERO)));
      store.write(SHOT, shots(rows, shot -> shot.setTags(List.of("\\u0000"))));
      assertEquals(
          List.of("\\u0000"),
          store.read(SHOT).where(SHOT.TAKE.eq(rows - 1)).fetch().get(0).getTags());
      return;
    }
    List<ShotRecord> shots = shots(rows, everywhere);
    store.write(SHOT, shots);
    ShotRecord read = store.read(SHOT).where(SHOT.TAKE.eq(rows - 1)).fetch().get(0);
    assertEquals(ZERO, read.getPath());
    assertEquals(List.of(ZERO, "\\u0000"), read.getTags());
    assertEquals(ZERO, read.getMetaxyMaterializationId());
    assertEquals(Map.of("picture_raw", ZERO, "sound", "s"), read.getMetaxyProvenanceByField());
    assertEquals(
        "new 0, stale 0, orphaned 0, pending 0", store.resolve(SHOT, shots).counts().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void anIdWithU0000(int rows) {
    List<UtteranceRecord> said = new ArrayList<>();
    IntStream.range(1, rows).forEach(i -> said.add(said("r", i, "ann", "" + i)));
    said.add(said(ZERO, rows, "ann", "1"));
    if (!fixture.can(Capability.ZERO_CHARACTERS)) {
      assertEquals(
          "Cannot resolve row "
              + rows
              + " of utterance (recording=a\\u0000b, number="
              + rows
              + "): its recording "
              + ZERO_REFUSED,
          refused(InvalidRowException.class, () -> store.resolve(UTTERANCE, said)));
      return;
    }
    assertEquals(
        "new " + rows + ", stale 0, orphaned 0, pending " + rows,
        store.resolve(UTTERANCE, said).counts().toString());
    store.write(UTTERANCE, said);
    for (Engine engine : Engine.values()) {
      assertEquals(
          "new 0, stale 0, orphaned 0, pending 0",
          store.withEngine(engine).resolve(UTTERANCE, said).counts().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aTextThatIsTooLong(int rows) {
    String emojis = "\uD83D\uDE00".repeat(200);
    if (!fixture.can(Capability.TEXT_LENGTHS)) {
      store.write(SHOT, shots(rows, shot -> shot.setPath("x".repeat(201))));
      return;
    }
    String holds = ", but the live column holds 200" + FIT;
    for (String end : List.of("x", " ", "\t")) {
      assertEquals(
          row(rows, "path has 201 " + fixture.lengths() + holds),
          refusal(rows, shot -> shot.setPath("x".repeat(200) + end)));
    }
    int counted = fixture.lengths().equals("characters") ? 1 : 2;
    assertEquals(
        row(rows, "path has " + 201 * counted + " " + fixture.lengths() + holds),
        refusal(rows, shot -> shot.setPath("\uD83D\uDE00".repeat(201))));
    String most = "\uD83D\uDE00".repeat(200 / counted);
    store.write(SHOT, shots(rows, shot -> shot.setPath(most)));
    assertEquals(most, store.read(SHOT).where(SHOT.TAKE.eq(rows - 1)).fetch().get(0).getPath());
    assertTrue(emojis.startsWith(most));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10000000000",
    "100, 10000000000",
    "1, 9999999999.995",
    "100, 9999999999.995",
    "1, -9999999999.995",
    "100, -1E+10",
    "1, 1E+1000"
  })
  void aDecimalThatIsTooLarge(int rows, BigDecimal cost) {
    assertEquals(
        row(
            rows,
            "cost is "
                + cost
                + ", but the live column holds 10 digits before the decimal point"
                + FIT),
        refusal(rows, shot -> shot.setCost(cost)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 9999999999.994, 9999999999.99",
    "100, 9999999999.994, 9999999999.99",
    "1, -9999999999.99, -9999999999.99",
    "100, 0E+20, 0.00",
    "1, 1E-30, 0.00"
  })
  void aDecimalThatFits(int rows, BigDecimal cost, BigDecimal stored) {
    store.write(SHOT, shots(rows, shot -> shot.setCost(cost)));
    assertEquals(
        0,
        stored.compareTo(store.read(SHOT).where(SHOT.TAKE.eq(rows - 1)).fetch().get(0).getCost()));
  }

  /** What the converter says is not what the database says. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aValueThatItsConverterRefuses(int rows) {
    assertEquals(
        row(
            rows,
            "tags cannot be converted to the type of the column: Cannot write a JSON column from"
                + " java.util.List<java.lang.String>: no tags today at $[0]; correct the value"),
        refusal(rows, shot -> shot.setTags(UNREADABLE)));
  }

  /** Rows without the defaulted column are inserted apart, after those before them. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void nothingOfTheWriteStaysInATransactionOfTheCaller(int rows) {
    List<ShotRecord> shots = shots(rows, shot -> shot.setOperatorName(null).setTags(UNREADABLE));
    shots.get(0).setOperatorName("ann");
    dsl.transaction(
        trx -> {
          MetadataStore in = store.using(trx.dsl());
          in.write(SHOT_NOTE_2, List.of(Shots.note(1, "n")));
          assertEquals(
              row(
                  rows,
                  "tags cannot be converted to the type of the column: Cannot write a JSON column"
                      + " from java.util.List<java.lang.String>: no tags today at $[0]; correct"
                      + " the value"),
              refused(
                  InvalidRowException.class,
                  () -> in.write(Changed.defaulted(SHOT.OPERATOR_NAME), shots)));
          assertEquals(0, trx.dsl().fetchCount(SHOT));
        });
    assertEquals(0, dsl.fetchCount(SHOT));
    assertEquals(1, dsl.fetchCount(SHOT_NOTE_2));
  }

  /** The table of shots with another type of a column, as generated from other settings. */
  private static final class Changed extends TableImpl<ShotRecord>
      implements FeatureTable<ShotRecord> {

    private static final long serialVersionUID = 1L;

    Changed(Field<?> column, DataType<?> type) {
      super(DSL.name("shot"));
      for (Field<?> field : SHOT.fields()) {
        DataType<?> own = field.equals(column) ? type : field.getDataType();
        createField(field.getUnqualifiedName(), own, this);
      }
    }

    /** The table in which a column has a default. */
    static <T> Changed defaulted(Field<T> column) {
      DataType<T> type = column.getDataType();
      return new Changed(column, type.default_(DSL.field("null", type)));
    }

    /** The table in which a column has a converter of the user's. */
    static <T> Changed converted(Field<T> column, UnaryOperator<T> to) {
      Class<T> type = column.getType();
      return new Changed(
          column,
          column
              .getDataType()
              .asConvertedDataType(Converter.ofNullable(type, type, value -> value, to)));
    }

    @Override
    public Class<ShotRecord> getRecordType() {
      return ShotRecord.class;
    }

    @Override
    public FeatureData featureData() {
      return SHOT.featureData();
    }
  }

  /** The check of the limits of times converts a time first. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aTimeThatItsConverterRefuses(int rows) {
    for (Field<?> time : List.of(SHOT.SHOT_AT, SHOT.DAY, SHOT.SLATE, SHOT.SUNSET)) {
      assertRefusedByConverter(time, rows);
    }
    assertEquals(0, dsl.fetchCount(SHOT));
  }

  private <T> void assertRefusedByConverter(Field<T> time, int rows) {
    Changed table =
        Changed.converted(
            time,
            value -> {
              throw new IllegalStateException("no time today");
            });
    List<ShotRecord> shots = shots(rows, shot -> {});
    String says =
        row(1, time.getName())
            + " cannot be converted to the type of the column: java.lang.IllegalStateException: no"
            + " time today; set another value, or correct the converter"
            + (rows == 1 ? "" : " (the first of " + rows + " invalid rows)");
    assertEquals(says, refused(InvalidRowException.class, () -> store.write(table, shots)));
    assertEquals(
        says.replace("Cannot write", "Cannot resolve"),
        refused(InvalidRowException.class, () -> store.resolve(table, shots)));
  }

  private static void type(TestDatabase of, String table, String column, String type)
      throws SQLException {
    of.execute("alter table \"" + table + "\" drop column \"" + column + "\"");
    of.execute("alter table \"" + table + "\" add column \"" + column + "\" " + type);
  }

  @Test
  void aColumnThatIsWidenedMeanwhile() throws Exception {
    BigDecimal large = new BigDecimal("99999999999.99");
    for (FeatureTable<ShotRecord> table :
        List.of(SHOT, Changed.converted(SHOT.COST, cost -> cost.add(BigDecimal.ZERO)))) {
      try (TestDatabase own = fixture.open()) {
        own.create(fixture.form().asThePeerMakesIt(), SHOT);
        MetadataStore into = MetadataStore.of(own.dsl(), Features.GRAPH);
        List<ShotRecord> shots = shots(1, shot -> shot.setCost(large));
        String says = refused(InvalidRowException.class, () -> into.write(table, shots));
        assertEquals(
            row(
                1,
                "cost is "
                    + large
                    + ", but the live column holds 10 digits before the decimal"
                    + " point"
                    + FIT),
            says);
        type(own, "shot", "cost", "decimal(14, 2)");
        into.write(table, shots);
        assertEquals(large, into.read(SHOT).fetch().get(0).getCost());
      }
    }
  }

  /** The samples are computed by a store that inspected the table before. */
  @Test
  void aColumnOfComputedSamplesThatIsWidenedMeanwhile() throws Exception {
    if (!fixture.can(Capability.TEXT_LENGTHS)) {
      return;
    }
    for (FeatureTable<ShotGradeRecord> table : List.of(SHOT_GRADE, new ConvertedGrades())) {
      try (TestDatabase own = fixture.open()) {
        for (FeatureTable<?> each : List.of(SHOT, SHOT_GRADE, SHOT_NOTE_2)) {
          own.create(fixture.form().asThePeerMakesIt(), each);
        }
        type(own, "shot__grade", "grade", "varchar(3)");
        MetadataStore in = MetadataStore.of(own.dsl(), Features.GRAPH).withChunkRows(2);
        in.write(SHOT, shots(5, shot -> {}));
        List<Integer> computed = new ArrayList<>();
        long written =
            in.resolve(table)
                .pending(
                    sample -> {
                      computed.add(1);
                      if (computed.size() == 4) {
                        widen(own);
                      }
                      return sample.record().setGrade(computed.size() < 4 ? "A" : "A long grade");
                    });
        assertEquals(5, written);
      }
    }
  }

  private static void widen(TestDatabase own) {
    try {
      type(own, "shot__grade", "grade", "varchar(30)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The table of grades with a converter of the user's. */
  private static final class ConvertedGrades extends TableImpl<ShotGradeRecord>
      implements FeatureTable<ShotGradeRecord> {

    private static final long serialVersionUID = 1L;

    ConvertedGrades() {
      super(DSL.name("shot__grade"));
      for (Field<?> field : SHOT_GRADE.fields()) {
        DataType<?> type =
            field.equals(SHOT_GRADE.GRADE)
                ? SQLDataType.VARCHAR.asConvertedDataType(
                    Converter.ofNullable(String.class, String.class, String::strip, String::strip))
                : field.getDataType();
        createField(field.getUnqualifiedName(), type, this);
      }
    }

    @Override
    public Class<ShotGradeRecord> getRecordType() {
      return ShotGradeRecord.class;
    }

    @Override
    public FeatureData featureData() {
      return SHOT_GRADE.featureData();
    }
  }

  @Test
  void theColumnOfTheRunThatIsWidenedMeanwhile() throws Exception {
    if (!fixture.can(Capability.TEXT_LENGTHS)) {
      return;
    }
    try (TestDatabase own = fixture.open()) {
      own.create(fixture.form().asThePeerMakesIt(), SHOT);
      type(own, "shot", "metaxy_materialization_id", "varchar(5)");
      MetadataStore into =
          MetadataStore.of(own.dsl(), Features.GRAPH).withMaterializationId("run 12");
      assertEquals(
          "Cannot write shot: the materialization id has 6 "
              + fixture.lengths()
              + ", but the live column holds 5; set one that fits, or widen"
              + " metaxy_materialization_id with a migration",
          refused(IllegalArgumentException.class, () -> into.write(SHOT, shots(1, shot -> {}))));
      type(own, "shot", "metaxy_materialization_id", "varchar(6)");
      into.write(SHOT, shots(1, shot -> {}));
      assertEquals("run 12", into.read(SHOT).fetch().get(0).getMetaxyMaterializationId());
    }
  }

  @Test
  void aComputedSampleIsAFailure() {
    store.write(SHOT, shots(100, shot -> {}));
    PendingResult result;
    try (Increment<ShotGradeRecord> increment = store.resolve(SHOT_GRADE)) {
      result =
          increment
              .computing()
              .skipFailures()
              .pending(
                  sample -> sample.record().setGrade(sample.record().getTake() == 77 ? HALF : "A"));
    }
    assertEquals(99, result.samples());
    assertEquals(1, result.failed());
    assertEquals(
        "Cannot write row 1 of shot/grade (shot_id=" + ID + ", take=77): its grade " + NOT_UNICODE,
        result.failures().get(0).cause().getMessage());
    assertEquals(1, store.resolve(SHOT_GRADE).pending(Shots::grade));
  }
}
