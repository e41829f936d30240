package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.document.PhotoTables.PRINT;
import static io.metaxy.jooq.it.document.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.document.PhotoTables.Extent;
import io.metaxy.jooq.it.document.PhotoTables.Kind;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.table.FeatureTables;
import io.metaxy.jooq.value.UnreadableValueException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What structs, maps and lists of them keep, and what they refuse. */
@ParameterizedClass(name = "{0}")
@MethodSource("fixtures")
class LiveNestedTest extends Conformance {

  /** Types of fields, each with a value that is kept and others that are refused. */
  private static final String CASES =
      """
      tinyint | -128 | 128
      ubigint | 18446744073709551615 | -1
      hugeint | 170141183460469231731687303715884105727 | 1e39
      integer | 7 | 7.5
      integer | 0 | "7"
      integer | 1 | true
      double | 0.1 | 0.1000000000000000000001
      double | "-Infinity" | "infinite"
      double | -0.0 | 1e400
      float | 0.10000000149011612 | 0.3333333333333333
      decimal(4,2) | 12.50 | 12.505
      decimal(4,2) | -99.99 | 100
      decimal(2,2) | -0.05 | 1
      boolean | false | 0
      varchar | "7" | 7
      varchar | "" | {"a":1}
      enum('a', 'it''s') | "it's" | "b"
      uuid | "00000000-0000-4000-8000-0000000000ff" | "1-2-3-4-5"
      blob | "AP9c" | "?"
      date | "2026-03-01" | "2026-02-30"
      date | "-0043-03-15" | "+9999999-01-01"
      time | "23:59:59.999999" | "24:00:00"
      timestamp | "+12345-03-01T10:20:30.000001" | "2026-03-01T10:20:30Z"
      timestamp_s | "2026-03-01T10:20:30" | "2026-03-01T10:20:30.5"
      timestamp_ms | "2026-03-01T10:20:30.500000" | "2026-03-01T10:20:30.0005"
      timestamp_ns | "2026-03-01T10:20:30.123456789" | "now"
      timestamptz | "-0043-03-01T10:20:30.000001Z" | "2026-03-01T10:20:30"
      integer[2] | [1,null] | [1]
      varchar[] | ["a"] | "a"
      map(integer, varchar) | {"2":"b","1":null} | {"a":"b"}
      map(date, integer) | {"2026-03-01":1} | {"x":1}
      map(varchar, integer) | {"b":1,"a":2} | ["b"]
      struct(a integer) | {"a":1} | [1]
      json | {"z":[1.5,"null"],"a":null} |
      """;

  @Parameter DatabaseFixture fixture;

  LiveNestedTest() {
    super(FeatureTables.graph(GraphOptions.DEFAULT, PHOTO, SCAN, PRINT), PHOTO, SCAN, PRINT);
  }

  static List<DatabaseFixture> fixtures() {
    return Fixtures.with(Capability.NESTED_TYPES).subList(0, 1);
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }

  private void change(Field<?> column, String type) throws SQLException {
    database.execute("alter table photo alter column \"" + column.getName() + "\" drop not null");
    database.execute("update photo set \"" + column.getName() + "\" = null");
    database.execute(
        "alter table photo alter column \"" + column.getName() + "\" type " + type + " using null");
    openStore();
  }

  private List<Photo> photos(int count, Photo last) {
    List<Photo> photos = new ArrayList<>();
    for (int i = 2; i <= count; i++) {
      photos.add(PhotoRows.empty(i));
    }
    photos.add(last);
    return photos;
  }

  /** A document that the store and a statement of jOOQ read as the same value. */
  private <T> T read(Field<T> column) {
    T read = readByStore(column);
    T own = readByJooq(column);
    if (read instanceof JSON json && own instanceof JSON ownJson) {
      assertEquals(tree(json), tree(ownJson));
    } else {
      assertEquals(read, own);
    }
    return read;
  }

  private <T> T readByStore(Field<T> column) {
    return store.read(PHOTO).where(PHOTO.photoId.eq("p1001")).fetch().get(0).get(column);
  }

  private <T> T readByJooq(Field<T> column) {
    return dsl.select(column)
        .from(PHOTO)
        .where(PHOTO.photoId.eq("p1001"))
        .orderBy(PHOTO.field(SystemColumns.UPDATED_AT).desc())
        .limit(1)
        .fetchSingle(column);
  }

  /** Numbers are equal if their digits are, with or without an exponent. */
  private static JsonNode tree(JSON json) {
    try {
      return JsonMapper.builder().build().readTree(json.data());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> void assertKept(Field<T> column, T document) {
    for (int rows : List.of(1, 30)) {
      store.write(PHOTO, photos(rows, PhotoRows.with(column, document)));
      assertEquals(document, read(column));
    }
  }

  /** Writes a raw document by value and in bulk, and asserts how it is read. */
  private void assertRead(String document, String read) {
    for (int rows : List.of(1, 30)) {
      store.write(PHOTO, photos(rows, PhotoRows.with(PHOTO.raw, JSON.valueOf(document))));
      assertEquals(read, String.valueOf(read(PHOTO.raw)));
    }
  }

  private void assertRefused(String document, String reason) {
    for (int rows : List.of(1, 30)) {
      assertEquals(
          "Cannot write row "
              + rows
              + " of photo (photo_id=p1001): its raw"
              + reason
              + "; set a value that fits, or change the column with a migration",
          refused(
              InvalidRowException.class,
              () ->
                  store.write(
                      PHOTO, photos(rows, PhotoRows.with(PHOTO.raw, JSON.valueOf(document))))));
      assertEquals(0, dsl.fetchCount(PHOTO));
    }
  }

  @Test
  void missingKeysAreNullAndUnknownKeysAreRefused() throws SQLException {
    change(PHOTO.raw, "struct(a integer, b struct(c varchar)[])");
    assertRead("{\"a\":1}", "{\"a\":1,\"b\":null}");
    assertRead("{}", "{\"a\":null,\"b\":null}");
    assertRead("{\"b\":[{},null]}", "{\"a\":null,\"b\":[{\"c\":null},null]}");
    assertRead("null", "null");
    emptyTables();
    assertRefused("{\"a\":1,\"x\":2}", ".x has no field in the live column, which has [a, b]");
    assertRefused("{\"A\":1}", ".A has no field in the live column, which has [a, b]");
    assertRefused(
        "{\"b\":[{\"d\":null}]}", ".b[0].d has no field in the live column, which has [c]");
  }

  @Test
  void namesOfFieldsAndKeysAreAnyText() throws SQLException {
    change(
        PHOTO.raw,
        "struct(\"a b\" integer, \"c\"\"d\" integer, \"select\" integer, \"\u00E4\" integer,"
            + " \"it's\" integer, \"x.y\" integer, \"{}\" integer, \"?\" double, \"a, b(\" date[],"
            + " \"\u4E2D\" map(varchar, double), \"B\" struct(\"end\" decimal(3,1)))");
    assertRead(
        "{\"B\":{\"end\":1.5},\"{}\":7,\"x.y\":6,\"it's\":5,\"\u00E4\":4,\"select\":3,\"c\\\"d\":2,"
            + "\"a b\":1,\"?\":0.5,\"\u4E2D\":{\"?\":1.0,\"b'\\\"\":-0.0,\"B'\\\"\":null},"
            + "\"a, b(\":[\"2026-03-01\"]}",
        "{\"a b\":1,\"c\\\"d\":2,\"select\":3,\"\u00E4\":4,\"it's\":5,\"x.y\":6,\"{}\":7,\"?\":0.5,"
            + "\"a, b(\":[\"2026-03-01\"],"
            + "\"\u4E2D\":{\"?\":1.0,\"b'\\\"\":-0.0,\"B'\\\"\":null},\"B\":{\"end\":1.5}}");
  }

  private void assertValueIsRefused(String key, String value) {
    Photo photo = PhotoRows.with(PHOTO.raw, JSON.valueOf("{\"" + key + "\":" + value + "}"));
    String says = refused(InvalidRowException.class, () -> store.write(PHOTO, List.of(photo)));
    assertTrue(
        says.startsWith("Cannot write row 1 of photo (photo_id=p1001): its raw." + key), says);
    assertTrue(
        says.endsWith("; set a value that fits, or change the column with a migration"), says);
  }

  @Test
  void valuesAreKeptOrRefused() throws SQLException {
    List<String[]> cases =
        CASES.lines().map(line -> line.split(" \\|")).filter(parts -> parts.length > 1).toList();
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      types.add("v" + i + " " + cases.get(i)[0].strip());
      values.add("\"v" + i + "\":" + cases.get(i)[1].strip());
    }
    change(PHOTO.raw, "struct(" + String.join(", ", types) + ")");
    String document = "{" + String.join(",", values) + "}";
    assertRead(document, document);
    emptyTables();
    for (int i = 0; i < cases.size(); i++) {
      for (String refused : List.of(cases.get(i)).subList(2, cases.get(i).length)) {
        assertValueIsRefused("v" + i, refused.strip());
      }
    }
    assertEquals(0, dsl.fetchCount(PHOTO));
  }

  /** The decimal with the fewest digits whose nearest number is a value. */
  private static BigDecimal shortest(double value, Predicate<BigDecimal> nearest) {
    BigDecimal exact = new BigDecimal(value);
    return IntStream.rangeClosed(1, exact.precision())
        .mapToObj(digits -> exact.round(new MathContext(digits)))
        .filter(nearest)
        .findFirst()
        .orElseThrow();
  }

  /** Python and DuckDB write the shortest decimals, Java 17 sometimes longer or farther ones. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void decimalsOfFloatingPointNumbersAreKept(long seed) throws Exception {
    change(PHOTO.raw, "struct(d double[], f float[])");
    Random random = new Random(seed);
    List<Double> doubles =
        Stream.of("2e23", "8.41e21", "1.9400994884341945e25", "4.9e-324", "9.5367431640625e-7")
            .map(Double::valueOf)
            .collect(Collectors.toCollection(ArrayList::new));
    List<Float> floats =
        Stream.of("1e-45", "0.1", "3.4028235e38", "1.17549435e-38")
            .map(Float::valueOf)
            .collect(Collectors.toCollection(ArrayList::new));
    while (doubles.size() < 3_000) {
      double number = Double.longBitsToDouble(random.nextLong());
      float single = Float.intBitsToFloat(random.nextInt());
      if (Double.isFinite(number) && Float.isFinite(single)) {
        doubles.add(number);
        floats.add(single);
      }
    }
    String shortest =
        "{\"d\":"
            + doubles.stream().map(d -> shortest(d, text -> text.doubleValue() == d)).toList()
            + ",\"f\":"
            + floats.stream().map(f -> shortest(f, text -> text.floatValue() == f)).toList()
            + "}";
    String ofJava = "{\"d\":" + doubles + ",\"f\":" + floats + "}";
    for (String document : List.of(shortest, ofJava)) {
      for (int rows : List.of(1, 30)) {
        store.write(PHOTO, photos(rows, PhotoRows.with(PHOTO.raw, JSON.valueOf(document))));
        String read = read(PHOTO.raw).data();
        JsonNode json = JsonMapper.builder().build().readTree(read);
        for (int i = 0; i < doubles.size(); i++) {
          assertEquals(doubles.get(i), json.at("/d/" + i).doubleValue());
        }
        for (int i = 0; i < floats.size(); i++) {
          assertEquals(floats.get(i), json.at("/f/" + i).floatValue());
        }
        assertRead(read, read);
      }
    }
  }

  @Test
  void digitsThatAFloatingPointNumberDoesNotHaveAreRefused() throws SQLException {
    change(PHOTO.raw, "struct(d double, f float)");
    for (String lost :
        List.of("9007199254740993", "3e-324", "0.12345678901234567", "1e309", "1e-400")) {
      assertValueIsRefused("d", lost);
    }
    for (String lost : List.of("16777217", "2e-45", "0.123456789", "1e39")) {
      assertValueIsRefused("f", lost);
    }
  }

  @Test
  void whatIsNoDocumentOfTheColumnIsRefused() throws SQLException {
    change(PHOTO.raw, "struct(a integer)");
    assertRefused("[]", " is [], but the live column holds STRUCT(a INTEGER)");
    assertRefused("1", " is 1, but the live column holds STRUCT(a INTEGER)");
    assertRefused("{\"a\":\"x\"}", ".a is \"x\", but the live column holds INTEGER");
    assertRefused("{} {}", " has more than one JSON value");
    assertRefused("", " is an empty text rather than JSON");
    String says =
        refused(
            InvalidRowException.class,
            () ->
                store.write(
                    PHOTO, List.of(PhotoRows.with(PHOTO.raw, JSON.valueOf("{\"a\":1,\"a\":2}")))));
    assertTrue(says.contains("its raw is not JSON: "), says);
    assertTrue(says.contains("Duplicate"), says);
  }

  @Test
  void listsOfConstantsAndMapsAreReadInTheirOrder() throws SQLException {
    change(PHOTO.kinds, "varchar[]");
    assertKept(PHOTO.kinds, Arrays.asList(Kind.CAR, null, Kind.FACE));
    change(PHOTO.kinds, "enum('FACE', 'CAR')[2]");
    assertKept(PHOTO.kinds, Arrays.asList(null, Kind.FACE));
    change(PHOTO.scores, "map(varchar, float)");
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("b", Double.NaN);
    scores.put("a", 0.5);
    scores.put("B", null);
    assertKept(PHOTO.scores, scores);
    assertEquals(List.of("b", "a", "B"), List.copyOf(read(PHOTO.scores).keySet()));
  }

  /** A field that is added while the program runs is written without a restart. */
  @Test
  void aFieldThatIsAddedIsWritten() throws SQLException {
    change(PHOTO.extent, "struct(width integer)");
    assertRefusedExtent();
    database.execute("alter table photo add column extent.height integer");
    assertKept(PHOTO.extent, new Extent(1, 2));
  }

  private void assertRefusedExtent() {
    assertEquals(
        "Cannot write row 1 of photo (photo_id=p1001): its extent.height has no field in the live"
            + " column, which has [width]; set a value that fits, or change the column with a"
            + " migration",
        refused(
            InvalidRowException.class,
            () -> store.write(PHOTO, List.of(PhotoRows.with(PHOTO.extent, new Extent(1, 2))))));
  }

  /** Values that Java has no type for, or that the record does not have. */
  @Test
  void valuesThatJavaDoesNotHaveAreErrorsThatNameTheRow() throws SQLException {
    change(PHOTO.marks, "struct(kind varchar, score double, box float[], extent json)[]");
    assertKept(PHOTO.marks, List.of());
    database.execute(
        "update photo set marks = [{'kind': 'DOG', 'score': 1, 'box': [], 'extent': null}]");
    String says = refused(StoreException.class, () -> store.read(PHOTO).fetch());
    assertTrue(says.startsWith("Cannot read photo: cannot read the row (photo_id=p100"), says);
    assertTrue(says.contains("its marks is [{\"kind\":\"DOG\","), says);
    assertTrue(says.contains("DOG at $[0].kind is not a constant of "), says);
    change(PHOTO.raw, "struct(d date, t timestamp)");
    database.execute("update photo set marks = null, raw = {'d': 'infinity', 't': '-infinity'}");
    assertEquals("{\"d\":\"infinity\",\"t\":\"-infinity\"}", readByStore(PHOTO.raw).data());
  }

  private void assertUnreadableByJooq(String time) {
    DataAccessException e =
        assertThrows(DataAccessException.class, () -> dsl.selectFrom(PHOTO).fetch());
    assertEquals(
        "Cannot read the value "
            + time
            + " as a timestamp in a document (must be read with a store, as in"
            + " store.current(table), because the driver converts it through the JVM's time zone);"
            + " correct the row, or the type of the column",
        String.valueOf(e.getCause(UnreadableValueException.class).getMessage()));
  }

  /** The driver returns a timestamp of a struct through the clock of the JVM, of New York. */
  @Test
  void timestampsThatTheDriverMayChangeAreErrorsInStatementsOfJooq() throws SQLException {
    assertEquals("America/New_York", ZoneId.systemDefault().getId());
    change(PHOTO.raw, "struct(t timestamp, l timestamp[], z timestamptz, y timestamptz[])");
    for (String kept :
        List.of(
            "1900-01-03T00:00:00",
            "2026-03-08T01:59:59.999999",
            "2026-03-08T04:00:00",
            "2026-11-01T01:30:00",
            "+294247-01-10T04:00:54.775806")) {
      String document =
          "{\"t\":\""
              + kept
              + "\",\"l\":[\"2026-03-08T02:30:00\",null,\"-0043-03-15T00:00:00\"],\"z\":null,"
              + "\"y\":[\"2026-03-08T07:30:00Z\",null,\"2026-11-01T06:30:00Z\"]}";
      assertRead(document, document);
    }
    for (String kept :
        List.of(
            "2026-03-08T06:59:59.999999Z",
            "2026-03-08T07:30:00Z",
            "2026-03-08T10:30:00Z",
            "2026-11-01T04:59:59.999999Z",
            "2026-11-01T07:00:00Z",
            "2026-11-01T10:30:00Z",
            "1582-10-10T00:00:00Z",
            "-0043-03-15T00:00:00.000001Z")) {
      String document = "{\"t\":null,\"l\":null,\"z\":\"" + kept + "\",\"y\":null}";
      assertRead(document, document);
    }
    emptyTables();
    assertRead("{}", "{\"t\":null,\"l\":null,\"z\":null,\"y\":null}");
    database.execute(
        "update photo set raw = {'t': null, 'l': ['infinity'], 'z': '-infinity', 'y': ['infinity']}");
    assertEquals(
        "{\"t\":null,\"l\":[\"infinity\"],\"z\":\"-infinity\",\"y\":[\"infinity\"]}",
        read(PHOTO.raw).data());
    for (String twice : List.of("05:30", "06:30")) {
      database.execute(
          "update photo set raw = {'t': null, 'l': null, 'z': '2026-11-01 "
              + twice
              + ":00+00', 'y': null}");
      assertUnreadableByJooq("2026-11-01T01:30");
    }
    Map<String, String> times = new LinkedHashMap<>();
    times.put("2026-03-08 02:30:00", "2026-03-08T03:30");
    times.put("2026-03-08 03:30:00", "2026-03-08T03:30");
    times.put("1900-01-01 00:00:00", "1900-01-01T00:00");
    times.put("5000-01-01 (BC) 00:00:00", "5000-01-01T00:00");
    times.put("infinity", "+294247-01-10T04:00:54.775807");
    for (Map.Entry<String, String> time : times.entrySet()) {
      database.execute(
          "update photo set raw = {'t': '" + time.getKey() + "', 'l': null, 'z': null, 'y': null}");
      assertUnreadableByJooq(time.getValue());
    }
    change(PHOTO.raw, "map(timestamp_ns, timestamp_ms[])");
    database.execute("update photo set raw = map {timestamp_ns '2026-03-08 03:30:00': null}");
    assertUnreadableByJooq("2026-03-08T03:30");
    database.execute("update photo set raw = map {timestamp_ns 'infinity': null}");
    assertUnreadableByJooq("2262-04-11T23:47:16.854775807");
    database.execute(
        "update photo set raw = map {timestamp_ns '2026-01-01': ['2026-03-08 03:30:00']}");
    assertUnreadableByJooq("2026-03-08T03:30");
  }

  @Test
  void columnsWithTypesThatJsonHasNoFormForAreRefused() throws SQLException {
    change(PHOTO.raw, "struct(a union(b integer, c varchar))");
    assertEquals(
        "Cannot use table photo of feature photo: its column raw is STRUCT(a UNION(b INTEGER, c"
            + " VARCHAR)) (must be JSON, text, or a struct, a map or a list); write a migration that"
            + " changes it, or correct the spec",
        refused(StoreException.class, () -> store.read(PHOTO).fetch()));
    change(PHOTO.raw, "struct(i interval, b bit, t timetz)");
    assertRead(
        "{\"i\":\"3 days 02:00:00\",\"b\":\"101\",\"t\":\"03:04:05+02\"}",
        "{\"i\":\"3 days 02:00:00\",\"b\":\"101\",\"t\":\"03:04:05+02\"}");
  }

  /** A soft delete keeps what JSON would not. */
  @Test
  void aSoftDeleteCopiesStructsInTheirOwnForm() throws SQLException {
    change(PHOTO.raw, "struct(i interval, n timestamp_ns, x float)");
    assertRead("{}", "{\"i\":null,\"n\":null,\"x\":null}");
    database.execute(
        "update photo set raw = {'i': interval 1 month, 'n': timestamp_ns '2026-01-01"
            + " 00:00:00.123456789', 'x': '-0.0'::float}");
    long photos = dsl.fetchCount(DSL.selectDistinct(PHOTO.photoId).from(PHOTO));
    assertEquals(photos, store.delete(PHOTO, DSL.condition("raw ->> '$.i' = '1 month'")));
    assertEquals(
        0L,
        dsl.fetchValue(
            "select count(*) from photo where raw is distinct from struct_pack(i := interval 1 month,"
                + " n := timestamp_ns '2026-01-01 00:00:00.123456789', x := '-0.0'::float)"));
    assertNull(store.read(PHOTO).fetch().stream().findAny().orElse(null));
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1000})
  void randomDocumentsAreReadAsTheyWereWritten(int rows) throws SQLException {
    for (Map.Entry<String, String> type : NestedColumnsTest.TYPES.entrySet()) {
      change(PHOTO.field(type.getKey()), type.getValue());
    }
    List<Photo> photos = new RandomDocuments(rows).rows(rows);
    store.write(PHOTO, photos);
    List<Photo> read = store.read(PHOTO).fetch();
    Map<String, Photo> written = new TreeMap<>();
    photos.forEach(photo -> written.put(photo.get(PHOTO.photoId), photo));
    assertEquals(rows, read.size());
    for (Photo photo : read) {
      assertEquals(PhotoRows.texts(written.get(photo.get(PHOTO.photoId))), PhotoRows.texts(photo));
    }
    for (Photo photo : dsl.selectFrom(PHOTO).where("detail.local is null").fetch()) {
      assertEquals(PhotoRows.texts(written.get(photo.get(PHOTO.photoId))), PhotoRows.texts(photo));
    }
    for (Engine engine : Engine.values()) {
      store
          .withEngine(engine)
          .resolve(PRINT)
          .pending(
              sample -> {
                Photo photo = sample.from(PHOTO);
                assertEquals(
                    PhotoRows.texts(written.get(photo.get(PHOTO.photoId))), PhotoRows.texts(photo));
                return sample.record();
              });
      assertEquals(rows, store.delete(PRINT, DSL.noCondition()));
    }
  }
}
