package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.column.CutTable.CUT;
import static io.metaxy.jooq.it.database.Conformance.assertUnknownType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.dialect.DatabaseTypes;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnFastestKinds;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.spec.LogicalType.Text;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists in live columns of other types: JSON, and wider or narrower elements. */
class LiveListsTest extends OnFastestKinds {

  private TestDatabase own;
  private MetadataStore in;

  LiveListsTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT));
  }

  @BeforeEach
  void tables() throws Exception {
    own = fixture.open();
    own.create(CLIP, CUT);
    in = storeOf(own.dsl(), FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT));
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private DatabaseTypes types() {
    return Dialects.of(own.dsl().dialect()).types();
  }

  private String json() {
    return types().ddl(LogicalType.of(ColumnType.JSON));
  }

  private String list(LogicalType element) {
    return types().ddl(new ListOf(element, true, null, null));
  }

  private String list(ColumnType element) {
    return list(LogicalType.of(element));
  }

  private void change(String column, String type) throws SQLException {
    own.execute("alter table \"clip\" drop column \"" + column + "\"");
    own.execute("alter table \"clip\" add column \"" + column + "\" " + type);
  }

  private List<Clip> read() {
    return in.read(CLIP).fetch().stream()
        .sorted(Comparator.comparing(clip -> clip.get(CLIP.clipId)))
        .toList();
  }

  private static <T> Clip clip(int number, Field<T> field, T value) {
    Clip clip = ListRows.row(0);
    clip.set(CLIP.clipId, "c" + (1000 + number));
    ListRows.lists(clip).keySet().forEach(each -> clip.set(each, null));
    clip.set(field, value);
    return clip;
  }

  @Test
  void jsonStaysJson() throws SQLException {
    for (ColumnSpec column : CLIP.lists()) {
      change(column.name(), json());
    }
    for (int rows : List.of(5, 100)) {
      List<Clip> clips = ListRows.rows(rows);
      in.write(CLIP, clips);
      List<Clip> read = read();
      for (int i = 0; i < rows; i++) {
        assertEquals(ListRows.text(clips.get(i)), ListRows.text(read.get(i)));
      }
      for (Engine engine : Engine.values()) {
        in.withEngine(engine)
            .resolve(CUT)
            .pending(
                sample -> {
                  Clip clip = sample.from(CLIP);
                  int number = Integer.parseInt(clip.get(CLIP.clipId).substring(1)) - 1000;
                  assertEquals(ListRows.text(clips.get(number)), ListRows.text(clip));
                  return sample.record();
                });
      }
      assertEquals(rows, in.delete(CLIP, DSL.noCondition()));
    }
    List<Double> doubles = Arrays.asList(null, Double.NaN, Double.NEGATIVE_INFINITY);
    String says =
        refused(
            InvalidRowException.class,
            () -> in.write(CLIP, List.of(clip(1, CLIP.float64, doubles))));
    assertTrue(says.contains("its float64 cannot be converted "), says);
    assertTrue(says.contains("NaN is not a number in JSON at $[1]; set null, or "), says);
    assertEquals(List.of(), read());
    in.write(CLIP, List.of(clip(1, CLIP.float64, List.of(0.5))));
    own.dsl()
        .update(CLIP)
        .set(CLIP.float64.coerce(SQLDataType.JSON), JSON.valueOf("[null,\"NaN\",\"-Infinity\"]"))
        .execute();
    assertEquals(doubles, read().get(0).get(CLIP.float64));
  }

  /** A double that is equal to the float, by value and in bulk. */
  @Test
  void floatsInColumnsOfDoublesAreWidened() throws SQLException {
    change("floats", list(ColumnType.FLOAT64));
    change("float32", list(ColumnType.FLOAT64));
    float[] floats = {0.1f, -1, Float.MIN_VALUE, 16777217, Float.MAX_VALUE};
    List<Float> boxed = Arrays.asList(0.1f, null, -0.3f);
    for (int rows : List.of(1, 100)) {
      List<Clip> clips =
          IntStream.range(0, rows).mapToObj(i -> clip(i, CLIP.floats, floats)).toList();
      clips.forEach(clip -> clip.set(CLIP.float32, boxed));
      in.write(CLIP, clips);
      for (Clip clip : read()) {
        assertArrayEquals(floats, clip.get(CLIP.floats));
        assertEquals(boxed, clip.get(CLIP.float32));
      }
      if (fixture.can(Capability.LISTS)) {
        assertStored("floats", "0.10000000149011612,-1");
        assertStored("float32", "0.10000000149011612,null,-0.30000001192092896");
      }
      own.dsl().deleteFrom(CLIP).execute();
    }
  }

  /** All rows have a list whose text contains numbers. */
  private void assertStored(String column, String numbers) {
    List<String> texts =
        own.dsl()
            .selectDistinct(DSL.field(DSL.name(column)).cast(SQLDataType.VARCHAR))
            .from(CLIP)
            .fetch(0, String.class);
    assertEquals(1, texts.size());
    String text = texts.get(0).replace(" ", "").replace(".0,", ",").toLowerCase(Locale.ROOT);
    assertTrue(text.contains(numbers), text);
  }

  /** What a database says of a list where JSON is. */
  private static final Pattern MISFIT =
      Pattern.compile(
          "is of type jsonb? but expression is of type|Data conversion error converting \"ARRAY");

  @Test
  void ownStatementsReadListsFromJson() throws SQLException {
    for (ColumnSpec column : CLIP.lists()) {
      change(column.name(), json());
    }
    List<Clip> clips = ListRows.rows(5);
    in.write(CLIP, clips);
    List<Clip> read = own.dsl().selectFrom(CLIP).orderBy(CLIP.clipId).fetch();
    for (int i = 0; i < clips.size(); i++) {
      assertEquals(ListRows.text(clips.get(i)), ListRows.text(read.get(i)));
    }
    assertEquals(
        3, own.dsl().fetchCount(CLIP, CLIP.clipId.isNotNull().and(CLIP.texts.isNotNull())));
  }

  /** As JSON, they can be written anywhere; as lists, only where the database converts them. */
  @Test
  void ownStatementsWriteJsonToColumnsThatStayedJson() throws SQLException {
    for (ColumnSpec column : CLIP.lists()) {
      change(column.name(), json());
    }
    Clip clip = ListRows.row(0);
    in.write(CLIP, List.of(clip));
    own.dsl()
        .update(CLIP)
        .set(CLIP.tags.coerce(SQLDataType.JSON), JSON.valueOf("[\"a\",\"b\"]"))
        .set(CLIP.floats.coerce(SQLDataType.JSON), JSON.valueOf("[0.5,\"NaN\"]"))
        .execute();
    assertEquals(List.of("a", "b"), own.dsl().fetchValue(CLIP.tags));
    assertArrayEquals(new float[] {0.5f, Float.NaN}, read().get(0).get(CLIP.floats));
    for (Field<?> list :
        List.of(
            CLIP.texts,
            CLIP.ints,
            CLIP.int64,
            CLIP.dates,
            CLIP.times,
            CLIP.dateTimes,
            CLIP.instants)) {
      assertWritten(list, clip);
    }
  }

  private <T> void assertWritten(Field<T> list, Clip clip) {
    try {
      own.dsl().update(CLIP).set(list, clip.get(list)).execute();
    } catch (DataAccessException e) {
      assertTrue(MISFIT.matcher(e.getMessage()).find(), e.getMessage());
      return;
    }
    assertEquals(ListRows.text(clip.get(list)), ListRows.text(own.dsl().fetchValue(list)));
    assertEquals(ListRows.text(clip.get(list)), ListRows.text(read().get(0).get(list)));
  }

  @Test
  void textThatHoldsJsonStaysJson() throws SQLException {
    change("tags", types().ddl(LogicalType.of(ColumnType.STRING)));
    List<String> tags = List.of("a\"b", "\\");
    in.write(CLIP, List.of(clip(1, CLIP.tags, tags)));
    assertEquals(tags, read().get(0).get(CLIP.tags));
  }

  @Test
  void jsonThatIsNoListIsAnError() throws SQLException {
    change("floats", json());
    in.write(CLIP, List.of(clip(1, CLIP.floats, new float[] {1})));
    for (String text : List.of("[1, null]", "{}", "[\"a\"]")) {
      own.execute("update \"clip\" set \"floats\" = " + fixture.json("'" + text + "'"));
      RuntimeException thrown = assertThrows(RuntimeException.class, this::read);
      assertTrue(causes(thrown).contains("Cannot read a JSON column as float[]: "), causes(thrown));
    }
  }

  private static String causes(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      all.append(each.getMessage()).append('\n');
    }
    return all.toString();
  }

  @Test
  void widerElementsAreReadInTheirRange() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      assertEquals(json(), list(ColumnType.INT64));
      return;
    }
    change("ints", list(ColumnType.INT64));
    change("int8", list(ColumnType.INT64));
    change("floats", list(ColumnType.FLOAT64));
    change("float64", list(ColumnType.FLOAT32));
    change("instants", list(ColumnType.LOCAL_DATE_TIME));
    change("prices", list(new Decimal(new Digits(30, 10))));
    List<Clip> clips = ListRows.rows(60);
    clips.forEach(clip -> clip.set(CLIP.float64, Arrays.asList(0.5, null)));
    in.write(CLIP, clips);
    List<Clip> read = read();
    for (int i = 0; i < clips.size(); i++) {
      assertEquals(ListRows.text(clips.get(i)), ListRows.text(read.get(i)));
    }
  }

  @Test
  void numbersOutsideTheRangeOfTheJavaTypeAreErrors() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    change("ints", list(ColumnType.INT64));
    in.write(CLIP, List.of(clip(1, CLIP.longs, new long[] {1, 1L << 40})));
    own.execute("update \"clip\" set \"ints\" = \"longs\"");
    String reason = "Cannot read clip: cannot read the row (clip_id=c1001): its ints is ";
    String says = refused(StoreException.class, this::read);
    assertTrue(says.contains(reason), says);
    assertTrue(
        says.contains(
            "Cannot read the value 1099511627776 in a list as Integer (must be in its range)"),
        says);
    for (Engine engine : Engine.values()) {
      String sample =
          causes(
              assertThrows(
                  RuntimeException.class,
                  () -> in.withEngine(engine).resolve(CUT).pending(Sample::record)));
      assertTrue(sample.contains("1099511627776 in a list as Integer"), sample);
    }
  }

  @Test
  void nullAmongPrimitiveValuesIsAnErrorThatNamesTheRow() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    in.write(CLIP, List.of(clip(1, CLIP.float32, Arrays.asList(1f, null))));
    own.execute("update \"clip\" set \"floats\" = \"float32\"");
    String says = refused(StoreException.class, this::read);
    assertTrue(
        says.contains(
            "Cannot read the value null at position 2 of a list as float (must not be null)"),
        says);
    assertTrue(says.contains("cannot read the row (clip_id=c1001): its floats is "), says);
  }

  @Test
  void elementsOfAnotherTypeAreRefused() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    change("ints", list(ColumnType.FLOAT32));
    assertMisfit("ints", "JSON, or a list in which each element is an integer");
    change("ints", list(ColumnType.INT32));
    change("tags", list(ColumnType.INT32));
    assertMisfit("tags", "JSON, or a list in which each element is text");
    change("tags", list(ColumnType.STRING));
    change("ints", types().ddl(LogicalType.of(ColumnType.INT32)));
    assertMisfit("ints", "JSON, or a list in which each element is an integer");
  }

  private void assertMisfit(String column, String expected) {
    MetadataStore fresh = storeOf(own.dsl(), FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT));
    String says = refused(StoreException.class, () -> fresh.read(CLIP));
    assertTrue(
        says.startsWith("Cannot use table clip of feature clip: its column " + column + " is "),
        says);
    assertTrue(
        says.endsWith(
            " (must be " + expected + "); write a migration that changes it, or correct the spec"),
        says);
  }

  @Test
  void listsOfListsAreRefusedWhereArraysAreRectangles() throws SQLException {
    LogicalType nested = new ListOf(ListOf.of(ColumnType.FLOAT32), true, null, null);
    if (fixture.can(Capability.LISTS) && types().ddl(nested).equals(json())) {
      change("matrix", list(ColumnType.FLOAT32));
      assertMisfit(
          "matrix",
          "JSON or text, because lists of lists can differ in length, but the arrays of this"
              + " database are rectangular");
    } else {
      change("matrix", types().ddl(nested));
      float[][] ragged = {{1}, {}, {2, 3}};
      in.write(CLIP, List.of(clip(1, CLIP.matrix, ragged)));
      assertArrayEquals(ragged, read().get(0).get(CLIP.matrix));
    }
  }

  @Test
  void unsignedNumbersAreReadAndTheirRangeIsChecked() throws SQLException {
    if (!fixture.can(Capability.UNSIGNED_INTEGERS)) {
      assertUnknownType("utinyint", () -> change("ints", "utinyint[]"));
      return;
    }
    change("shorts", "utinyint[]");
    change("ints", "usmallint[]");
    change("int64", "uinteger[]");
    change("longs", "ubigint[]");
    List<Integer> counts = List.of(1, 30);
    for (int rows : counts) {
      List<Clip> clips = ListRows.rows(rows);
      for (Clip clip : clips) {
        clip.set(CLIP.shorts, new short[] {0, 255});
        clip.set(CLIP.ints, new int[] {0, 65_535});
        clip.set(CLIP.int64, Arrays.asList(0L, null, 4_294_967_295L));
        clip.set(CLIP.longs, new long[] {0, Long.MAX_VALUE});
      }
      in.write(CLIP, clips);
      read()
          .forEach(
              clip -> {
                assertEquals(Arrays.asList(0L, null, 4_294_967_295L), clip.get(CLIP.int64));
                assertArrayEquals(new short[] {0, 255}, clip.get(CLIP.shorts));
                assertArrayEquals(new int[] {0, 65_535}, clip.get(CLIP.ints));
                assertArrayEquals(new long[] {0, Long.MAX_VALUE}, clip.get(CLIP.longs));
              });
    }
    assertEquals(
        "Cannot write row 1 of clip (clip_id=c1001): its int64[0] is -1, but the live column holds"
            + " 0 to 4294967295; set a value that fits, or change the column with a migration",
        refused(
            InvalidRowException.class,
            () -> in.write(CLIP, List.of(clip(1, CLIP.int64, List.of(-1L))))));
    own.execute("update clip set longs = [18446744073709551615::ubigint] where clip_id = 'c1000'");
    String says = refused(StoreException.class, this::read);
    assertTrue(
        says.contains("18446744073709551615 in a list as Long (must be in its range)"), says);
  }

  /** The store has read the limits of the column before. */
  @Test
  void elementsThatFitAfterTheirColumnIsWidenedAreWritten() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    List<BigDecimal> large = List.of(BigDecimal.ONE, new BigDecimal("1E+12"));
    for (int rows : List.of(1, 60)) {
      change("prices", list(new Decimal(new Digits(18, 6))));
      in = storeOf(own.dsl(), FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT));
      List<Clip> clips = ListRows.rows(rows);
      clips.get(rows - 1).set(CLIP.prices, large);
      String says = refused(InvalidRowException.class, () -> in.write(CLIP, clips));
      assertTrue(
          says.contains(
              "its prices[1] is 1E+12, but the live column holds 12 digits before the decimal"
                  + " point"),
          says);
      change("prices", list(new Decimal(new Digits(30, 6))));
      in.write(CLIP, clips);
      assertEquals(0, large.get(1).compareTo(read().get(rows - 1).get(CLIP.prices).get(1)));
      in.delete(CLIP, DSL.noCondition());
    }
  }

  /** A text is limited only where types have lengths. */
  @Test
  void textsThatFitAfterTheirColumnIsWidenedAreWritten() throws SQLException {
    if (!fixture.can(Capability.LISTS) || !fixture.can(Capability.TEXT_LENGTHS)) {
      in.write(CLIP, List.of(clip(1, CLIP.codes, List.of("123456"))));
      assertEquals(List.of("123456"), read().get(0).get(CLIP.codes));
      return;
    }
    List<Clip> clips = List.of(clip(1, CLIP.codes, List.of("12345", "123456")));
    String says = refused(InvalidRowException.class, () -> in.write(CLIP, clips));
    assertTrue(says.contains("its codes[1] has 6 "), says);
    change("codes", list(new Text(6)));
    in.write(CLIP, clips);
    assertEquals(List.of("12345", "123456"), read().get(0).get(CLIP.codes));
  }

  /** The fixed length of a live column. */
  @Test
  void aListOfAnotherLengthThanItsLiveColumnIsRefused() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    String fixed = types().ddl(new ListOf(LogicalType.of(ColumnType.FLOAT32), true, 2, null));
    change("floats", fixed);
    if (fixed.equals(list(ColumnType.FLOAT32))) {
      in.write(CLIP, List.of(clip(1, CLIP.floats, new float[] {1, 2, 3})));
      return;
    }
    for (int rows : List.of(1, 60)) {
      List<Clip> clips = ListRows.rows(rows);
      clips.forEach(clip -> clip.set(CLIP.floats, new float[] {1, 2}));
      in.write(CLIP, clips);
      assertArrayEquals(new float[] {1, 2}, read().get(rows - 1).get(CLIP.floats));
      clips.get(0).set(CLIP.floats, new float[] {1, 2, 3});
      String says = refused(InvalidRowException.class, () -> in.write(CLIP, clips));
      assertTrue(
          says.matches(
              ".*: its floats has 3 elements, but the live column holds (exactly|at most) 2; set a"
                  + " value that fits, or change the column with a migration"),
          says);
    }
  }

  @Test
  void timesOutsideTheDatabaseAreRefusedByElement() {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    List<Instant> far = List.of(Instant.EPOCH, Instant.MAX);
    if (Dialects.of(own.dsl().dialect()).capabilities().times().exceeded(Instant.MAX).isEmpty()) {
      in.write(CLIP, List.of(clip(1, CLIP.offsets, null)));
      return;
    }
    String says =
        refused(
            InvalidRowException.class, () -> in.write(CLIP, List.of(clip(1, CLIP.instants, far))));
    assertTrue(
        says.startsWith(
            "Cannot write row 1 of clip (clip_id=c1001): its instants[1] is " + Instant.MAX),
        says);
    assertTrue(says.endsWith(", because this database cannot store other values"), says);
  }

  @Test
  void filtersDoNotCompareLists() {
    in.write(CLIP, ListRows.rows(2));
    FeatureSpec filtered =
        FeatureSpec.of("clip/cut")
            .id("clip_id")
            .dependsOn(ClipTable.SPEC, dep -> dep.where("tags = 'a'"))
            .field("length", f -> f.from(ClipTable.SPEC, "cut"))
            .build();
    FeatureGraph graph = FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT);
    MetadataStore store =
        storeOf(
            own.dsl(), graph.with(graph.plan(CUT.featureKey()).definition().withSpec(filtered)));
    for (Engine engine : Engine.values()) {
      String says =
          refused(
              IllegalArgumentException.class, () -> store.withEngine(engine).resolve(CUT).counts());
      assertEquals(
          "Cannot use filter \"tags = 'a'\" on clip at position 1: column tags has type "
              + (fixture.can(Capability.LISTS) ? "String[]" : "JSON")
              + ", which filters cannot compare; test it with IS NULL, or leave it out",
          says);
    }
  }
}
