package io.metaxy.jooq.it.live;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static io.metaxy.jooq.it.document.PhotoTables.ALBUM;
import static io.metaxy.jooq.it.document.PhotoTables.PHOTO;
import static io.metaxy.jooq.it.document.PhotoTables.PRINT;
import static io.metaxy.jooq.it.document.PhotoTables.SCAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.it.column.MigratedTables;
import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.document.PhotoRows;
import io.metaxy.jooq.it.document.PhotoTables.Photo;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.FeatureTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.JSON;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents in columns of jsonb, what it changes and refuses; earlier columns are json. */
class PostgresJsonbTest {

  private static final List<String> COLUMNS = List.of("levels_as_json", "tally", "box", "boxes");

  private TestDatabase own;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    MigratedTables.create(own);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private void toJson() throws Exception {
    for (String column : COLUMNS) {
      own.execute("alter table footage alter column " + column + " type json");
    }
  }

  private List<FootageRecord> roundTrip(int count, FootageRecord values) {
    MetadataStore store = MetadataStore.of(own.dsl(), Features.GRAPH);
    store.write(
        FOOTAGE,
        ChangedColumns.footage(
            count,
            row ->
                row.setTally(values.getTally())
                    .setBox(values.getBox())
                    .setBoxes(values.getBoxes())
                    .setLevelsAsJson(values.getLevelsAsJson())));
    List<FootageRecord> read = store.read(FOOTAGE).fetch();
    own.dsl().deleteFrom(FOOTAGE).execute();
    assertEquals(count, read.size());
    return read;
  }

  @Test
  void documentsAreReadAndWritten() throws Exception {
    assertReadAndWritten();
    toJson();
    assertReadAndWritten();
  }

  private void assertReadAndWritten() {
    Box box = new Box("ä\"\\", Integer.MIN_VALUE, 1e300, List.of("", "x"));
    FootageRecord values =
        new FootageRecord()
            .setTally(Map.of("a", 1, "", 2))
            .setBox(box)
            .setBoxes(List.of(box, box))
            .setLevelsAsJson(List.of(0.1, Double.MIN_VALUE));
    for (int count : List.of(1, 100)) {
      for (FootageRecord row : roundTrip(count, values)) {
        assertEquals(values.getTally(), row.getTally());
        assertEquals(box, row.getBox());
        assertEquals(List.of(box, box), row.getBoxes());
        assertEquals(List.of(0.1, Double.MIN_VALUE), row.getLevelsAsJson());
      }
    }
  }

  @Test
  void onlyJsonKeepsTheOrderOfKeysAndTheSignOfZero() throws Exception {
    Map<String, Integer> tally = new LinkedHashMap<>();
    tally.put("second", 2);
    tally.put("first", 1);
    FootageRecord values = new FootageRecord().setTally(tally).setLevelsAsJson(List.of(-0.0));
    FootageRecord jsonb = roundTrip(1, values).get(0);
    assertEquals(List.of("first", "second"), List.copyOf(jsonb.getTally().keySet()));
    assertEquals(List.of(0.0), jsonb.getLevelsAsJson());
    toJson();
    FootageRecord json = roundTrip(1, values).get(0);
    assertEquals(List.of("second", "first"), List.copyOf(json.getTally().keySet()));
    assertEquals(List.of(-0.0), json.getLevelsAsJson());
  }

  /** Rows, the last of which has a document. */
  private static List<Photo> photos(int count, String raw) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Photo photo = PhotoRows.empty(i);
              photo.set(PHOTO.raw, i == count - 1 ? JSON.valueOf(raw) : null);
              return photo;
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[1e131071,1.5e-16382,0]} |
          {"1e999999":"1e999999"} |
          {"a":1e131072} | has the number 1e131072, but the live column holds 131072 digits before and 16383 after the decimal point; set a value that fits, or widen the column with a migration
          {"a\\"":-1E-16384} | has the number -1E-16384, but the live column holds 131072 digits before and 16383 after the decimal point; set a value that fits, or widen the column with a migration
          [1e99999999999] | has the number 1e99999999999, but the live column holds 131072 digits before and 16383 after the decimal point; set a value that fits, or widen the column with a migration
          {"a":"\\u0000"} | has the character U+0000 in a text, which this database cannot store; remove it
          """)
  void whatJsonbCannotHoldIsRefusedBeforeAnythingIsWritten(String raw, String reason)
      throws Exception {
    own.create(PHOTO);
    own.execute("alter table photo alter column raw type jsonb");
    MetadataStore store =
        MetadataStore.of(
            own.dsl(), FeatureTables.graph(GraphOptions.DEFAULT, PHOTO, SCAN, PRINT, ALBUM));
    for (int count : List.of(1, 100)) {
      List<Photo> photos = photos(count, raw);
      if (reason == null) {
        store.write(PHOTO, photos);
        assertEquals(count, store.read(PHOTO).fetch().size());
      } else {
        assertEquals(
            "Cannot write row "
                + count
                + " of photo (photo_id=p"
                + (999 + count)
                + "): its raw "
                + reason,
            assertThrows(InvalidRowException.class, () -> store.write(PHOTO, photos)).getMessage());
        assertEquals(0, own.dsl().fetchCount(PHOTO));
      }
    }
  }
}
