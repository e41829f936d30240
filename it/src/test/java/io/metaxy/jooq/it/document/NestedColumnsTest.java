package io.metaxy.jooq.it.document;

import static io.metaxy.jooq.it.database.Conformance.assertUnknownType;
import static io.metaxy.jooq.it.document.PhotoTables.ALBUM;
import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.document.PhotoTables.PRINT;
import static io.metaxy.jooq.it.document.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.Conformance;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.document.PhotoTables.Extent;
import io.metaxy.jooq.it.document.PhotoTables.Mark;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.it.document.PhotoTables.Print;
import io.metaxy.jooq.it.document.PhotoTables.Scan;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in live columns that are structs, maps and lists of them, as other programs make. */
@ParameterizedClass(name = "{0}")
@MethodSource("fixtures")
public class NestedColumnsTest extends Conformance {

  @Parameter DatabaseFixture fixture;

  static final String EXTENT = "struct(width integer, height integer)";
  static final String MARK =
      "struct(kind varchar, score double, box float[], extent " + EXTENT + ")";
  static final String DETAIL =
      "struct(\"text\" varchar, flag boolean, int8 tinyint, int16 smallint, int32 integer,"
          + " int64 bigint, float32 float, float64 double, price decimal(18,4), uuid uuid,"
          + " bytes blob, \"at\" timestamp with time zone, \"day\" date, \"local\" timestamp,"
          + " \"time\" time, kind enum('FACE', 'CAR'), extent "
          + EXTENT
          + ", marks "
          + MARK
          + "[], words varchar[][], prices map(varchar, decimal(4,2)[]),"
          + " \"names\" map(integer, varchar))";

  public static final Map<String, String> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("extent", EXTENT);
    TYPES.put("marks", MARK + "[]");
    TYPES.put("scores", "map(varchar, double)");
    TYPES.put("detail", DETAIL);
    TYPES.put("kinds", "varchar[]");
    TYPES.put("raw", "struct(n bigint, s varchar, j json)");
  }

  NestedColumnsTest() {
    super(
        FeatureTables.graph(GraphOptions.DEFAULT, PHOTO, SCAN, PRINT, ALBUM),
        PHOTO,
        SCAN,
        PRINT,
        ALBUM);
  }

  static List<DatabaseFixture> fixtures() {
    return Fixtures.quickest();
  }

  @Override
  public DatabaseFixture fixture() {
    return fixture;
  }

  @BeforeParameterizedClassInvocation
  void nested() throws SQLException {
    if (fixture.can(Capability.NESTED_TYPES)) {
      for (Map.Entry<String, String> type : TYPES.entrySet()) {
        change("photo", type.getKey(), type.getValue());
      }
      change("scan", "extent", EXTENT);
      change("print", "detail", DETAIL);
    } else {
      assertUnknownType(
          "struct", () -> database.execute("alter table \"print\" add column \"other\" struct"));
    }
  }

  private void change(String table, String column, String type) throws SQLException {
    database.execute("alter table \"" + table + "\" alter column \"" + column + "\" type " + type);
  }

  private List<Photo> read() {
    return store.read(PHOTO).fetch().stream()
        .sorted(Comparator.comparing(photo -> photo.get(PHOTO.photoId)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void documentsAreReadAsTheyWereWritten(int rows) {
    List<Photo> photos = PhotoRows.rows(rows);
    store.write(PHOTO, photos);
    List<Photo> read = read();
    assertEquals(rows, read.size());
    for (int i = 0; i < rows; i++) {
      assertEquals(PhotoRows.texts(photos.get(i)), PhotoRows.texts(read.get(i)));
    }
  }

  /** Structs and maps have numbers that JSON lacks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void numbersThatAreNotFiniteAreKeptUnlessTheColumnIsJson(int rows) {
    List<Photo> photos = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      photos.add(PhotoRows.empty(i));
    }
    Mark mark = new Mark(null, Double.NaN, new float[] {1 / 0f, -1 / 0f}, null);
    Map<String, Double> scores = Map.of("a", Double.NEGATIVE_INFINITY);
    photos.get(rows - 1).set(PHOTO.marks, List.of(mark));
    if (fixture.can(Capability.NESTED_TYPES)) {
      photos.get(rows - 1).set(PHOTO.scores, scores);
      store.write(PHOTO, photos);
      Photo read = read().get(rows - 1);
      assertEquals(Double.NaN, read.get(PHOTO.marks).get(0).score());
      assertArrayEquals(mark.box(), read.get(PHOTO.marks).get(0).box());
      assertEquals(scores, read.get(PHOTO.scores));
      return;
    }
    String says = refused(InvalidRowException.class, () -> store.write(PHOTO, photos));
    assertTrue(says.contains("(photo_id=p" + (999 + rows) + "): its marks cannot be "), says);
    assertTrue(
        says.endsWith(
            "NaN is not a number in JSON at $[0].score; set null, or declare a column that is not"
                + " JSON"),
        says);
    assertEquals(0, dsl.fetchCount(PHOTO));
  }

  @Test
  void documentsTravelDownstreamByEveryEngine() {
    int rows = 30;
    List<Photo> photos = PhotoRows.rows(rows);
    store.write(PHOTO, photos);
    List<Scan> scans = new ArrayList<>();
    for (int i = 0; i < rows; i += 2) {
      Scan scan = new Scan();
      scan.set(SCAN.photoId, photos.get(i).get(PHOTO.photoId));
      scan.set(SCAN.extent, i % 4 == 0 ? new Extent(i, null) : null);
      scan.set(SCAN.provenance, Map.of("dots", "s" + i));
      scans.add(scan);
    }
    store.write(SCAN, scans);
    Map<String, Integer> numbers = new TreeMap<>();
    for (int i = 0; i < rows; i++) {
      numbers.put(photos.get(i).get(PHOTO.photoId), i);
    }
    for (Engine engine : Engine.values()) {
      store
          .withEngine(engine)
          .resolve(PRINT)
          .pending(
              sample -> {
                Photo photo = sample.from(PHOTO);
                int number = numbers.get(photo.get(PHOTO.photoId));
                assertEquals(PhotoRows.texts(photos.get(number)), PhotoRows.texts(photo));
                assertEquals(number % 2 == 0, sample.find(SCAN).isPresent());
                sample
                    .find(SCAN)
                    .ifPresent(
                        scan ->
                            assertEquals(
                                scans.get(number / 2).get(SCAN.extent), scan.get(SCAN.extent)));
                Print print = sample.record();
                print.set(PRINT.detail, photo.get(PHOTO.detail));
                return print;
              });
      for (Print print : store.read(PRINT).fetch()) {
        Photo photo = PhotoRows.empty(0);
        photo.set(PHOTO.detail, print.get(PRINT.detail));
        assertEquals(
            PhotoRows.texts(photos.get(numbers.get(print.get(PRINT.photoId)))).get("detail"),
            PhotoRows.texts(photo).get("detail"));
      }
      assertEquals(rows, store.delete(PRINT, DSL.noCondition()));
      AtomicInteger grouped = new AtomicInteger();
      store
          .withEngine(engine)
          .resolve(ALBUM)
          .pending(
              sample -> {
                for (Photo photo : sample.each(PHOTO)) {
                  int number = numbers.get(photo.get(PHOTO.photoId));
                  assertEquals(PhotoRows.texts(photos.get(number)), PhotoRows.texts(photo));
                  grouped.incrementAndGet();
                }
                return sample.record();
              });
      assertEquals(rows, grouped.get());
      assertEquals(3, store.delete(ALBUM, DSL.noCondition()));
    }
  }

  @Test
  void aSoftDeleteCopiesDocuments() {
    int rows = 30;
    List<Photo> photos = PhotoRows.rows(rows);
    store.write(PHOTO, photos);
    assertEquals(rows - rows / 4, store.delete(PHOTO, PHOTO.extent.isNotNull()));
    assertEquals(rows / 4, store.delete(PHOTO, PHOTO.detail.isNull()));
    assertEquals(0, read().size());
    List<Photo> all =
        store.read(PHOTO).includingDeleted().history().fetch().stream()
            .sorted(Comparator.comparing(photo -> photo.get(PHOTO.photoId)))
            .toList();
    assertEquals(2 * rows, all.size());
    for (int i = 0; i < rows; i++) {
      assertEquals(PhotoRows.texts(photos.get(i)), PhotoRows.texts(all.get(2 * i)));
      assertEquals(PhotoRows.texts(photos.get(i)), PhotoRows.texts(all.get(2 * i + 1)));
    }
  }

  /** A table of the DSL has documents as JSON. */
  @Test
  void documentsAreSelectedFromCurrentRows() {
    store.write(PHOTO, PhotoRows.rows(4));
    assertEquals(
        List.of(new Extent(0, null), new Extent(1, -1), new Extent(2, null)),
        dsl.select(PHOTO.extent)
            .from(store.current(PHOTO))
            .where(PHOTO.extent.isNotNull())
            .orderBy(PHOTO.photoId)
            .fetch(PHOTO.extent));
  }

  @Test
  void filtersTestDocumentsForNullOnly() {
    store.write(PHOTO, PhotoRows.rows(4));
    for (Engine engine : Engine.values()) {
      assertEquals(1, pending("extent IS NULL", engine));
      assertEquals(3, pending("marks IS NOT NULL", engine));
      String says = refused(IllegalArgumentException.class, () -> pending("extent = 'a'", engine));
      assertEquals(
          "Cannot use filter \"extent = 'a'\" on photo at position 1: column extent has type JSON,"
              + " which filters cannot compare; test it with IS NULL, or leave it out",
          says);
    }
  }

  @Test
  void conditionsTestDocumentsForNullOnly() {
    store.write(PHOTO, PhotoRows.rows(4));
    String says =
        "Cannot use a condition on photo: column extent has type JSON, which conditions cannot"
            + " compare; test it with isNull(), or compare another column";
    Extent extent = new Extent(1, -1);
    for (Condition condition :
        List.of(
            PHOTO.extent.eq(extent),
            PHOTO.extent.ne(extent),
            PHOTO.extent.in(extent, extent),
            PHOTO.extent.notIn(extent, extent),
            DSL.val(extent, PHOTO.extent).eq(PHOTO.extent),
            PHOTO.extent.isNull().or(PHOTO.extent.isDistinctFrom(extent)))) {
      for (Executable work :
          List.<Executable>of(
              () -> store.read(PHOTO).where(condition),
              () -> store.delete(PHOTO, condition),
              () -> store.resolve(PRINT, r -> r.where(PHOTO, condition)))) {
        IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, work, condition.toString());
        assertEquals(says, e.getMessage());
      }
    }
    assertEquals(4, read().size());
    assertEquals(3, store.read(PHOTO).where(PHOTO.extent.isNotNull()).fetch().size());
  }

  private static void assertPhotos(List<Photo> photos, List<? extends Record> read) {
    assertEquals(photos.size(), read.size());
    for (int i = 0; i < photos.size(); i++) {
      assertEquals(PhotoRows.texts(photos.get(i)), PhotoRows.texts(read.get(i).into(PHOTO)));
    }
  }

  /** The documents of a statement of jOOQ are those of the store, also in structs and maps. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300})
  void statementsOfJooqReadDocuments(int rows) {
    List<Photo> photos = PhotoRows.rows(rows);
    store.write(PHOTO, photos);
    assertPhotos(photos, dsl.selectFrom(PHOTO).orderBy(PHOTO.photoId).fetch());
    assertPhotos(photos, dsl.selectFrom(PHOTO).orderBy(PHOTO.photoId).fetchInto(PHOTO));
    assertPhotos(photos, dsl.select(PHOTO.fields()).from(PHOTO).orderBy(PHOTO.photoId).fetch());
    try (Stream<Photo> read = dsl.selectFrom(PHOTO).orderBy(PHOTO.photoId).fetchStream()) {
      assertPhotos(photos, read.toList());
    }
    assertPhotos(
        photos,
        dsl.select(PHOTO.fields())
            .from(PHOTO)
            .join(PHOTO.as("p"))
            .on(PHOTO.photoId.eq(DSL.field(DSL.name("p", "photo_id"), String.class)))
            .orderBy(PHOTO.photoId)
            .fetch());
    assertPhotos(photos, dsl.select(PHOTO.asterisk()).from(PHOTO).orderBy(PHOTO.photoId).fetch());
    List<Extent> extents = new ArrayList<>();
    photos.forEach(photo -> extents.add(photo.get(PHOTO.extent)));
    assertEquals(
        extents, dsl.select(PHOTO.extent).from(PHOTO).orderBy(PHOTO.photoId).fetch(PHOTO.extent));
    assertEquals(
        extents, dsl.select(PHOTO.extent.as("e")).from(PHOTO).orderBy(PHOTO.photoId).fetch(0));
    record Part(String photoId, Extent extent, Map<String, Double> scores) {}
    assertEquals(
        photos.stream()
            .map(p -> new Part(p.get(PHOTO.photoId), p.get(PHOTO.extent), p.get(PHOTO.scores)))
            .toList(),
        dsl.select(PHOTO.photoId, PHOTO.extent, PHOTO.scores)
            .from(PHOTO)
            .orderBy(PHOTO.photoId)
            .fetchInto(Part.class));
  }

  /** What jOOQ renders for a document is the same as before. */
  @Test
  void statementsOfJooqWriteDocuments() {
    List<Photo> photos = PhotoRows.rows(8);
    store.write(PHOTO, photos);
    Extent extent = new Extent(7, 8);
    assertEquals(
        8, dsl.update(PHOTO).set(PHOTO.extent, extent).where(PHOTO.photoId.isNotNull()).execute());
    assertEquals(
        Collections.nCopies(8, extent), dsl.select(PHOTO.extent).from(PHOTO).fetch(PHOTO.extent));
    Photo copy = dsl.selectFrom(PHOTO).where(PHOTO.photoId.eq("p1000")).fetchSingle();
    copy.set(PHOTO.photoId, "p1008");
    // DuckDB casts a text to a struct of numbers, but not to all types.
    for (Field<?> other :
        List.of(PHOTO.marks, PHOTO.scores, PHOTO.detail, PHOTO.kinds, PHOTO.raw)) {
      copy.set(other, null);
    }
    assertEquals(1, dsl.insertInto(PHOTO, PHOTO.fields()).values(copy.intoArray()).execute());
    assertEquals(
        PhotoRows.texts(copy),
        PhotoRows.texts(dsl.selectFrom(PHOTO).where(PHOTO.photoId.eq("p1008")).fetchSingle()));
    assertEquals(
        9,
        dsl.insertInto(PHOTO, PHOTO.fields())
            .select(
                DSL.select(
                        Stream.of(PHOTO.fields())
                            .map(f -> f.equals(PHOTO.album) ? DSL.inline("other").as(f) : f)
                            .toList())
                    .from(PHOTO))
            .execute());
    assertEquals(18L, dsl.fetchCount(DSL.selectFrom(PHOTO).where(PHOTO.extent.isNotNull())));
    assertEquals(18, dsl.update(PHOTO).setNull(PHOTO.extent).execute());
    assertEquals(18L, dsl.fetchCount(DSL.selectFrom(PHOTO).where(PHOTO.extent.isNull())));
  }

  /** Code that earlier versions generated has a converter, which gets DuckDB's own text. */
  @Test
  void codeGeneratedBeforeReadsDocumentsThatAreJson() {
    Scan scan = new Scan();
    scan.set(SCAN.photoId, "p1000");
    scan.set(SCAN.extent, new Extent(1, null));
    scan.set(SCAN.provenance, Map.of("dots", "s"));
    store.write(SCAN, List.of(scan));
    assertEquals(new Extent(1, null), store.read(SCAN).fetch().get(0).get(SCAN.extent));
    Select<?> own = dsl.select(SCAN.extent).from(SCAN);
    if (!fixture.can(Capability.NESTED_TYPES)) {
      assertEquals(List.of(new Extent(1, null)), own.fetch(SCAN.extent));
    } else {
      DataAccessException e = assertThrows(DataAccessException.class, own::fetch);
      String says = String.valueOf(e.getCause(IllegalStateException.class).getMessage());
      assertTrue(
          says.endsWith(
              "; correct the row, or, if the live column is a struct or a map, generate the code"
                  + " again, or select from store.current(...), which returns it as JSON"),
          says);
    }
  }

  private long pending(String filter, Engine engine) {
    FeatureSpec filtered =
        FeatureSpec.of("print")
            .id("photo_id")
            .dependsOn(PhotoTables.Photos.SPEC, dep -> dep.where(filter))
            .field("paper", f -> f.from(PhotoTables.Photos.SPEC, "pixels"))
            .build();
    return storeWith(filtered).withEngine(engine).resolve(PRINT).counts().newSamples();
  }

  /** What another program may write for a struct that is null. */
  @Test
  void nullAsJsonIsReadAsNull() throws SQLException {
    store.write(PHOTO, PhotoRows.rows(2));
    if (!fixture.can(Capability.NESTED_TYPES)) {
      for (String column : List.of("extent", "marks", "scores", "detail")) {
        database.execute("update \"photo\" set \"" + column + "\" = " + fixture.json("'null'"));
      }
    } else {
      database.execute("update photo set extent = cast(cast('null' as json) as " + EXTENT + ")");
    }
    for (Photo photo : read()) {
      assertEquals("", PhotoRows.texts(photo).get("extent"));
    }
    for (Engine engine : Engine.values()) {
      store
          .withEngine(engine)
          .resolve(PRINT)
          .pending(
              sample -> {
                assertEquals("", PhotoRows.texts(sample.from(PHOTO)).get("extent"));
                return sample.record();
              });
      assertEquals(2, store.delete(PRINT, DSL.noCondition()));
    }
  }

  /** JSON null is not SQL null in conditions and filters, as in those of the Python original. */
  @Test
  void nullAsJsonIsNotNullInConditions() throws SQLException {
    store.write(PHOTO, PhotoRows.rows(4));
    store
        .resolve(PRINT)
        .pending(
            sample -> {
              Print print = sample.record();
              print.set(PRINT.detail, PhotoRows.full());
              return print;
            });
    String one = " where \"photo_id\" = 'p1001'";
    boolean isNested = fixture.can(Capability.NESTED_TYPES);
    database.execute(
        "update \"photo\" set \"extent\" = "
            + (isNested ? "cast(cast('null' as json) as " + EXTENT + ")" : fixture.json("'null'"))
            + one);
    database.execute(
        "update \"print\" set \"detail\" = "
            + (isNested ? "cast(cast('null' as json) as " + DETAIL + ")" : fixture.json("'null'"))
            + one);
    int nulls = isNested ? 2 : 1;
    assertEquals(nulls, store.read(PHOTO).where(PHOTO.extent.isNull()).fetch().size());
    assertEquals(4 - nulls, store.read(PHOTO).where(PHOTO.extent.isNotNull()).fetch().size());
    Condition both = isNullOrJsonNull(PHOTO.extent);
    for (Photo photo : store.read(PHOTO).where(both).fetch()) {
      assertNull(photo.get(PHOTO.extent));
    }
    assertEquals(2, store.read(PHOTO).where(both).fetch().size());
    assertEquals(2, dsl.fetchCount(dsl.selectFrom(store.current(PHOTO)).where(both)));
    for (Engine engine : Engine.values()) {
      MetadataStore by = store.withEngine(engine);
      assertEquals(
          nulls - 1, by.resolve(PRINT, r -> r.staleIf(PRINT.detail.isNull())).counts().stale());
      assertEquals(
          1, by.resolve(PRINT, r -> r.staleIf(isNullOrJsonNull(PRINT.detail))).counts().stale());
      assertEquals(2, by.resolve(PRINT, r -> r.where(PHOTO, both)).counts().orphaned());
    }
    assertEquals(4, store.delete(PRINT, DSL.noCondition()));
    for (Engine engine : Engine.values()) {
      assertEquals(nulls, pending("extent IS NULL", engine));
      assertEquals(4 - nulls, pending("extent IS NOT NULL", engine));
    }
  }

  private static Condition isNullOrJsonNull(Field<?> column) {
    return column.isNull().or(column.cast(SQLDataType.VARCHAR).eq("null"));
  }
}
