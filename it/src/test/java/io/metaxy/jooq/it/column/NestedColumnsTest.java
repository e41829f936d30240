package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.column.PhotoTables.ALBUM;
import static io.metaxy.jooq.it.column.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.column.PhotoTables.PRINT;
import static io.metaxy.jooq.it.column.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.PhotoTables.Extent;
import io.metaxy.jooq.it.column.PhotoTables.Photo;
import io.metaxy.jooq.it.column.PhotoTables.Scan;
import io.metaxy.jooq.it.database.Capability;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.store.Engine;
import io.metaxy.jooq.table.FeatureTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in live columns that are structs, maps and lists of them, as other programs make. */
class NestedColumnsTest extends OnEveryDatabase {

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

  private static final Map<String, String> TYPES = new LinkedHashMap<>();

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

  @BeforeEach
  void nested() throws SQLException {
    if (fixture.can(Capability.NESTED_TYPES)) {
      for (Map.Entry<String, String> type : TYPES.entrySet()) {
        change("photo", type.getKey(), type.getValue());
      }
      change("scan", "extent", EXTENT);
      change("print", "detail", DETAIL);
    } else {
      assertThrows(DataAccessException.class, () -> change("print", "photo_id", EXTENT));
    }
  }

  private void change(String table, String column, String type) throws SQLException {
    database.execute(
        "alter table \"" + table + "\" alter column \"" + column + "\" type " + type);
  }

  private List<Photo> read() {
    return store.read(PHOTO).fetch().stream()
        .sorted(Comparator.comparing(photo -> photo.get(PHOTO.photoId)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 100})
  void documentsAreReadAsTheyWereWritten(int rows) {
    List<Photo> photos = PhotoRows.rows(rows);
    store.write(PHOTO, photos);
    List<Photo> read = read();
    assertEquals(rows, read.size());
    for (int i = 0; i < rows; i++) {
      assertEquals(PhotoRows.texts(photos.get(i)), PhotoRows.texts(read.get(i)));
    }
  }
}
