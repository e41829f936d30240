package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.ClipTable.CLIP;
import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.document.PhotoTables.PRINT;
import static io.metaxy.jooq.it.document.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.increment.Sample;
import io.metaxy.jooq.it.column.ClipTable.Clip;
import io.metaxy.jooq.it.database.DuckDbFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.document.NestedColumnsTest;
import io.metaxy.jooq.it.document.PhotoRows;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.resolve.Engine;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DuckDB counts years by the calendar of the session where time zones are converted. */
class DuckDbCalendarTest {

  private static final FeatureGraph GRAPH =
      FeatureTables.graph(GraphOptions.DEFAULT, CLIP, PHOTO, SCAN, PRINT);

  private static final List<String> TIMES =
      List.of(
          "2026-03-29T01:30:00.123456Z",
          "0001-01-01T00:00:00Z",
          "-0043-03-15T00:00:00.000001Z",
          "1582-10-10T12:00:00Z",
          "-290307-01-01T00:00:00Z",
          "+294246-12-31T23:59:59.999999Z");

  private static Map<String, Photo> byId(List<Photo> photos) {
    Map<String, Photo> all = new TreeMap<>();
    photos.forEach(photo -> all.put(photo.get(PHOTO.photoId), photo));
    return all;
  }

  private static void assertSame(List<Photo> written, List<Photo> read) {
    Map<String, Photo> photos = byId(read);
    assertEquals(byId(written).keySet(), photos.keySet());
    for (Photo photo : written) {
      assertEquals(PhotoRows.texts(photo), PhotoRows.texts(photos.get(photo.get(PHOTO.photoId))));
    }
  }

  /** Photos, one of which has times at the ends of the range. */
  private static List<Photo> photos(int rows) {
    List<Photo> photos = PhotoRows.rows(rows);
    String times = TIMES.stream().map(time -> '"' + time + '"').toList().toString();
    photos
        .get(rows - 1)
        .set(PHOTO.raw, JSON.valueOf("{\"at\":" + times.replace(" ", "") + ",\"none\":null}"));
    photos.subList(0, rows - 1).forEach(photo -> photo.set(PHOTO.raw, null));
    return photos;
  }

  @ParameterizedTest
  @ValueSource(strings = {"buddhist", "japanese", "hebrew", "gregorian"})
  void isNotThatOfValues(String calendar) throws Exception {
    DuckDbFixture kind = DuckDbFixture.DUCKDB_MEMORY;
    try (TestDatabase database = kind.open();
        Connection connection = DriverManager.getConnection(database.url())) {
      database.create(CLIP, PHOTO, SCAN, PRINT);
      for (Map.Entry<String, String> type : NestedColumnsTest.TYPES.entrySet()) {
        String nested =
            type.getKey().equals("raw")
                ? "struct(\"at\" timestamptz[], \"none\" timestamptz)"
                : type.getValue();
        database.execute(
            "alter table photo alter column " + type.getKey() + " type " + nested + " using null");
      }
      for (String system : List.of("created_at", "updated_at", "deleted_at")) {
        database.execute(
            "alter table photo alter column metaxy_" + system + " type timestamp using null");
      }
      kind.execute(connection, "set Calendar = '" + calendar + "'");
      DSLContext passed = DSL.using(connection, kind.dialect());
      MetadataStore store = MetadataStore.of(passed, GRAPH);
      MetadataStore other = MetadataStore.of(database.dsl(), GRAPH);
      for (int rows : List.of(1, 100)) {
        List<Photo> photos = photos(rows);
        store.write(PHOTO, photos);
        // The latest rows are those that were written last.
        store.write(PHOTO, photos);
        assertSame(photos, store.read(PHOTO).fetch());
        assertSame(photos, other.read(PHOTO).fetch());
        for (Engine engine : Engine.values()) {
          assertEquals(rows, store.withEngine(engine).resolve(PRINT).pending(Sample::record));
          assertEquals(0, other.withEngine(engine).resolve(PRINT).counts().newSamples());
          assertEquals(rows, store.delete(PRINT, DSL.noCondition()));
        }
        assertEquals(rows, store.delete(PHOTO, DSL.noCondition()));
        assertEquals(0, other.read(PHOTO).fetch().size());
        assertSame(photos, store.read(PHOTO).includingDeleted().fetch());
        List<Clip> clips = ListRows.rows(rows);
        store.write(CLIP, clips);
        Map<String, String> texts = new TreeMap<>();
        clips.forEach(clip -> texts.put(clip.get(CLIP.clipId), ListRows.text(clip)));
        for (MetadataStore reader : List.of(store, other)) {
          Map<String, String> read = new TreeMap<>();
          reader
              .read(CLIP)
              .fetch()
              .forEach(clip -> read.put(clip.get(CLIP.clipId), ListRows.text(clip)));
          assertEquals(texts, read);
        }
        for (String table : List.of("photo", "print", "clip")) {
          database.execute("delete from " + table);
        }
      }
    }
  }
}
