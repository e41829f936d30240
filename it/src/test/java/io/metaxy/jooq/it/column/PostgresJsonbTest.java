package io.metaxy.jooq.it.column;

import static io.metaxy.jooq.it.db.tables.Footage.FOOTAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.it.database.PostgresFixture;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.it.db.Features;
import io.metaxy.jooq.it.db.tables.records.FootageRecord;
import io.metaxy.jooq.it.features.Footage.Box;
import io.metaxy.jooq.store.MetadataStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents in live columns of jsonb, and what it changes; our migrations create json. */
class PostgresJsonbTest {

  private static final List<String> COLUMNS = List.of("levels_as_json", "tally", "box", "boxes");

  private TestDatabase own;

  @BeforeEach
  void create() throws Exception {
    own = PostgresFixture.POSTGRESQL.open();
    own.create(FOOTAGE);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
  }

  private void toJsonb() throws Exception {
    for (String column : COLUMNS) {
      own.execute("alter table footage alter column " + column + " type jsonb");
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
    toJsonb();
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

  /** The reason why new columns are json. */
  @Test
  void onlyJsonKeepsTheOrderOfKeysAndTheSignOfZero() throws Exception {
    Map<String, Integer> tally = new LinkedHashMap<>();
    tally.put("second", 2);
    tally.put("first", 1);
    FootageRecord values = new FootageRecord().setTally(tally).setLevelsAsJson(List.of(-0.0));
    FootageRecord json = roundTrip(1, values).get(0);
    assertEquals(List.of("second", "first"), List.copyOf(json.getTally().keySet()));
    assertEquals(List.of(-0.0), json.getLevelsAsJson());
    toJsonb();
    FootageRecord jsonb = roundTrip(1, values).get(0);
    assertEquals(List.of("first", "second"), List.copyOf(jsonb.getTally().keySet()));
    assertEquals(List.of(0.0), jsonb.getLevelsAsJson());
  }
}
