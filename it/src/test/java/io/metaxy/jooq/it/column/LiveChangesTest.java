package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.column.CutTable.CUT;
import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.metaxy.jooq.it.document.PhotoRows;
import io.metaxy.jooq.it.document.PhotoTables.Extent;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.spec.ColumnSpec;
import io.metaxy.jooq.spec.ColumnType;
import io.metaxy.jooq.spec.LogicalType;
import io.metaxy.jooq.spec.LogicalType.Decimal;
import io.metaxy.jooq.spec.LogicalType.Digits;
import io.metaxy.jooq.spec.LogicalType.ListOf;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.FeatureTables;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Columns that change while a store is open that has written and read them: the store does what one
 * that is opened afterwards does, at the first attempt.
 */
class LiveChangesTest extends OnFastestKinds {

  private static final FeatureGraph GRAPH =
      FeatureTables.graph(GraphOptions.DEFAULT, CLIP, CUT, PHOTO);

  private static final String EXTENT = "struct(width integer, height integer)";

  private TestDatabase own;
  private MetadataStore writer;
  private MetadataStore reader;

  LiveChangesTest() {
    super(GRAPH);
  }

  @BeforeEach
  void tables() throws Exception {
    own = fixture.open();
    own.create(CLIP, CUT, PHOTO);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private MetadataStore open(DSLContext with) {
    return storeOf(with, GRAPH);
  }

  private DatabaseTypes types() {
    return Dialects.of(own.dsl().dialect()).types();
  }

  private String type(ColumnType type) {
    return types().ddl(LogicalType.of(type));
  }

  private String list(LogicalType element) {
    return types().ddl(new ListOf(element, true, null, null));
  }

  private String list(ColumnType element) {
    return list(LogicalType.of(element));
  }

  private void change(String table, String column, String type) throws SQLException {
    own.execute(drop(table, column));
    own.execute(add(table, column, type));
  }

  private static String drop(String table, String column) {
    return "alter table \"" + table + "\" drop column \"" + column + "\"";
  }

  private static String add(String table, String column, String type) {
    return "alter table \"" + table + "\" add column \"" + column + "\" " + type;
  }

  /** Opens stores that have written and read a column before its type changes. */
  private void changeOfClips(Field<?> column, Object value, String type) throws SQLException {
    restore(column);
    writer = open(own.dsl());
    reader = open(own.dsl());
    writer.write(CLIP, clips(1, column, value));
    assertEquals(1, reader.read(CLIP).fetch().size());
    assertEquals(1, reader.resolve(CUT).counts().newSamples());
    own.dsl().deleteFrom(CLIP).execute();
    change("clip", column.getName(), type);
  }

  private void restore(Field<?> column) throws SQLException {
    ColumnSpec spec =
        CLIP.lists().stream()
            .filter(each -> each.name().equals(column.getName()))
            .findFirst()
            .orElseThrow();
    change("clip", column.getName(), types().ddl(spec.type()));
  }

  private static List<Clip> clips(int count, Field<?> column, Object value) {
    List<Clip> clips = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Clip clip = ListRows.row(0);
      clip.set(CLIP.clipId, "c" + (1000 + i));
      ListRows.lists(clip).keySet().forEach(each -> clip.set(each, null));
      if (i == count) {
        ListRows.set(clip, column, value);
      }
      clips.add(clip);
    }
    return clips;
  }

  private static String last(MetadataStore store, Field<?> column, int count) {
    return ListRows.text(
        store.read(CLIP).where(CLIP.clipId.eq("c" + (1000 + count))).fetch().get(0).get(column));
  }

  private void assertKept(Field<?> column, Object value, String type) throws SQLException {
    String expected = ListRows.text(value);
    for (int count : List.of(1, 100)) {
      changeOfClips(column, value, type);
      writer.write(CLIP, clips(count, column, value));
      assertEquals(expected, last(open(own.dsl()), column, count), type);
      assertEquals(expected, last(reader, column, count), type);
      List<String> found = new ArrayList<>();
      open(own.dsl())
          .resolve(CUT)
          .pending(
              sample -> {
                found.add(ListRows.text(sample.from(CLIP).get(column)));
                return sample.record();
              });
      assertEquals(count, found.size());
      assertTrue(found.contains(expected), type);
      own.dsl().deleteFrom(CUT).execute();
      own.dsl().deleteFrom(CLIP).execute();
    }
  }

  private void assertRefused(Field<?> column, Object value, String type) throws SQLException {
    for (int count : List.of(1, 100)) {
      changeOfClips(column, value, type);
      List<Clip> clips = clips(count, column, value);
      String says = refused(StoreException.class, () -> writer.write(CLIP, clips));
      assertTrue(
          says.startsWith(
              "Cannot use table clip of feature clip: its column " + column.getName() + " is "),
          says);
      assertTrue(says.endsWith("; write a migration that changes it, or correct the spec"), says);
      MetadataStore later = open(own.dsl());
      assertEquals(says, refused(StoreException.class, () -> later.write(CLIP, clips)));
      assertEquals(says, refused(StoreException.class, () -> reader.read(CLIP).fetch()));
      assertEquals(says, refused(StoreException.class, () -> reader.resolve(CUT)));
      assertEquals(0, own.dsl().fetchCount(CLIP));
    }
    restore(column);
  }

  @Test
  void elementsOfOtherTypes() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      assertEquals(type(ColumnType.JSON), list(ColumnType.INT64));
      return;
    }
    assertKept(CLIP.ints, new int[] {1, 70000}, list(ColumnType.INT64));
    assertKept(CLIP.floats, new float[] {0.1f, 2}, list(ColumnType.FLOAT64));
    assertKept(
        CLIP.instants,
        Arrays.asList(Instant.parse("2026-05-01T12:00:00.123456Z"), null),
        list(ColumnType.LOCAL_DATE_TIME));
    assertKept(CLIP.uuids, Arrays.asList(new UUID(1, 2), null), list(ColumnType.STRING));
    assertKept(
        CLIP.prices, List.of(new BigDecimal("0.100000")), list(new Decimal(new Digits(30, 10))));
    assertKept(CLIP.floats, new float[] {0.1f, 2}, type(ColumnType.JSON));
    assertRefused(CLIP.flags, new boolean[] {true, false}, list(ColumnType.STRING));
    assertRefused(CLIP.tags, List.of("12", "7"), list(ColumnType.INT32));
  }

  @Test
  void listsThatBecomeTextsAreJson() throws SQLException {
    assertKept(CLIP.tags, List.of("12", "7"), type(ColumnType.STRING));
    assertEquals(0, own.dsl().fetchCount(CLIP));
    writer.write(CLIP, clips(1, CLIP.tags, List.of("12", "7")));
    assertEquals(
        "[\"12\",\"7\"]",
        own.dsl()
            .select(DSL.field(DSL.quotedName("tags"), String.class))
            .from(CLIP)
            .fetchSingle()
            .value1());
  }

  @Test
  void listsOfWiderElements() throws SQLException {
    if (!fixture.can(Capability.LISTS)) {
      return;
    }
    for (int count : List.of(1, 100)) {
      List<Integer> value = Arrays.asList(1, 70000);
      changeOfClips(CLIP.int32, value, list(ColumnType.INT16));
      List<Clip> clips = clips(count, CLIP.int32, value);
      String says = refused(InvalidRowException.class, () -> writer.write(CLIP, clips));
      assertTrue(says.startsWith("Cannot write row " + count + " of clip (clip_id=c"), says);
      assertTrue(says.contains("its int32[1] "), says);
      assertEquals(0, own.dsl().fetchCount(CLIP));
      change("clip", "int32", list(ColumnType.INT64));
      writer.write(CLIP, clips);
      assertEquals(ListRows.text(value), last(reader, CLIP.int32, count));
      own.dsl().deleteFrom(CLIP).execute();
    }
  }

  private static final String REQUIRED =
      "column need of table %1$s, which no spec names, must not be null and has no default; give it"
          + " a default, make it nullable, or add it to the spec";

  /** Creates a table again, with a column of others. */
  private void createWith(FeatureTable<?> table, String column) throws SQLException {
    String create = own.text(fixture.form(), GRAPH.plan(table.featureKey())).create();
    own.execute("drop table \"" + table.getName() + "\"");
    own.execute(create.replaceFirst("\\(", "(" + column));
  }

  private String need(String type) {
    return own.dsl().render(DSL.quotedName("need")) + " " + type + ", ";
  }

  @Test
  void columnsOfOthers() throws SQLException {
    writer = open(own.dsl());
    for (int count : List.of(1, 100)) {
      List<Clip> clips = clips(count, CLIP.tags, List.of());
      writer.write(CLIP, clips);
      createWith(CLIP, need("varchar(9) not null"));
      assertEquals(
          "Cannot write clip: " + REQUIRED.formatted("clip"),
          refused(StoreException.class, () -> writer.write(CLIP, clips)));
      assertEquals(0, own.dsl().fetchCount(CLIP));
      createWith(CLIP, need("varchar(9)"));
      assertEquals(count, writer.write(CLIP, clips));
      createWith(CLIP, "");
      assertEquals(count, writer.write(CLIP, clips));
      own.dsl().deleteFrom(CLIP).execute();
    }
  }

  @Test
  void changesWhileSamplesAreComputed() throws SQLException {
    writer = open(own.dsl());
    writer.write(CLIP, clips(3, CLIP.tags, List.of()));
    int[] computed = {0};
    String says =
        refused(
            StoreException.class,
            () ->
                writer
                    .resolve(CUT)
                    .pending(
                        sample -> {
                          if (computed[0]++ == 0) {
                            createCutWith(need("varchar(9) not null"));
                          }
                          return sample.record();
                        }));
    assertEquals("Cannot write clip/cut: " + REQUIRED.formatted("clip__cut"), says);
    assertEquals(3, computed[0]);
    assertEquals(0, own.dsl().fetchCount(CUT));
    createWith(CUT, "");
    assertEquals(3, writer.resolve(CUT).pending(Sample::record));
  }

  private void createCutWith(String column) {
    try {
      createWith(CUT, column);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void inATransactionOfTheCaller() throws SQLException {
    for (int count : List.of(1, 100)) {
      List<String> value = List.of("12", "7");
      changeOfClips(CLIP.tags, value, type(ColumnType.STRING));
      own.dsl()
          .transaction(
              trx -> {
                MetadataStore in = writer.using(trx.dsl());
                in.write(CLIP, clips(count, CLIP.tags, value));
                assertEquals(ListRows.text(value), last(in, CLIP.tags, count));
              });
      assertEquals(ListRows.text(value), last(reader, CLIP.tags, count));
      own.dsl().deleteFrom(CLIP).execute();
    }
  }

  private void changeOfPhotos(String from, String to) throws SQLException {
    change("photo", "extent", from);
    writer = open(own.dsl());
    reader = open(own.dsl());
    writer.write(PHOTO, List.of(PhotoRows.with(PHOTO.extent, new Extent(5, 6))));
    assertEquals(1, reader.read(PHOTO).fetch().size());
    own.dsl().deleteFrom(PHOTO).execute();
    for (String statement : to.split(";", -1)) {
      own.execute(statement);
    }
  }

  private static List<Photo> photos(int count, Extent extent) {
    List<Photo> photos = new ArrayList<>();
    for (int i = 2; i <= count; i++) {
      photos.add(PhotoRows.empty(i));
    }
    photos.add(PhotoRows.with(PHOTO.extent, extent));
    return photos;
  }

  private static Extent extent(MetadataStore store) {
    return store.read(PHOTO).where(PHOTO.photoId.eq("p1001")).fetch().get(0).get(PHOTO.extent);
  }

  private static String changed(String to) {
    return "alter table \"photo\" alter column \"extent\" type " + to + " using null";
  }

  @Test
  void documentsThatFitAreKept() throws SQLException {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put(
        drop("photo", "extent") + ";" + add("photo", "extent", type(ColumnType.STRING)),
        type(ColumnType.JSON));
    changes.put(
        drop("photo", "extent") + ";" + add("photo", "extent", type(ColumnType.JSON)),
        type(ColumnType.STRING));
    if (fixture.can(Capability.NESTED_TYPES)) {
      changes.put("alter table photo add column extent.depth integer", EXTENT);
      changes.put(changed("struct(height integer, width integer)"), EXTENT);
      changes.put(changed("json"), EXTENT);
      changes.put(changed("varchar"), EXTENT);
      changes.put(changed("map(varchar, integer)"), EXTENT);
      changes.put(changed(EXTENT), "json");
      changes.put(changed("struct(width tinyint, height decimal(5,1))"), "json");
    }
    for (Map.Entry<String, String> each : changes.entrySet()) {
      for (int count : List.of(1, 100)) {
        changeOfPhotos(each.getValue(), each.getKey());
        Extent extent = new Extent(100, 2);
        writer.write(PHOTO, photos(count, extent));
        assertEquals(extent, extent(open(own.dsl())), each.getKey());
        assertEquals(extent, extent(reader), each.getKey());
        own.dsl().deleteFrom(PHOTO).execute();
      }
    }
  }

  @Test
  void documentsThatDoNotFitAreRefused() throws SQLException {
    if (!fixture.can(Capability.NESTED_TYPES)) {
      return;
    }
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("alter table photo rename column extent.width to w", EXTENT);
    changes.put("alter table photo drop column extent.width", EXTENT);
    changes.put(changed("struct(width tinyint, height integer)"), EXTENT);
    changes.put(changed("struct(width boolean, height integer)"), "json");
    changes.put(changed("struct(width integer)"), "json");
    for (Map.Entry<String, String> each : changes.entrySet()) {
      for (int count : List.of(1, 100)) {
        changeOfPhotos(each.getValue(), each.getKey());
        List<Photo> photos = photos(count, new Extent(1000, 2));
        String says = refused(InvalidRowException.class, () -> writer.write(PHOTO, photos));
        assertTrue(
            says.startsWith("Cannot write row " + count + " of photo (photo_id=p1001): its extent"),
            says);
        assertEquals(
            says, refused(InvalidRowException.class, () -> open(own.dsl()).write(PHOTO, photos)));
        assertEquals(0, own.dsl().fetchCount(PHOTO));
      }
    }
  }
}
