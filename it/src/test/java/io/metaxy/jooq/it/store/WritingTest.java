package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureTable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writing rows: the system columns, the caller's values, and atomicity. */
class WritingTest extends OnEveryDatabase {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");

  WritingTest() {
    super(Features.GRAPH, RECORDING);
  }

  @BeforeEach
  void atNoon() {
    store = store.withClock(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void stampsTheSystemColumns() {
    assertEquals(
        1,
        store
            .withMaterializationId("run-7")
            .write(RECORDING, List.of(recording("r1", "a1", "f1"))));
    RecordingRecord row = dsl.selectFrom(RECORDING).fetchSingle();
    assertEquals(Map.of("audio", "a1", "frames", "f1"), row.getMetaxyProvenanceByField());
    assertEquals("14c7e945", row.getMetaxyProvenance());
    assertEquals(Map.of("audio", "a1", "frames", "f1"), row.getMetaxyDataVersionByField());
    assertEquals("14c7e945", row.getMetaxyDataVersion());
    assertEquals("bc4a1fd1", row.getMetaxyFeatureVersion());
    assertEquals("c48cb77e", row.getMetaxyProjectVersion());
    assertEquals(Instant.parse("2026-05-01T12:00:00.123456Z"), row.getMetaxyCreatedAt());
    assertEquals(Instant.parse("2026-05-01T12:00:00.123456Z"), row.getMetaxyUpdatedAt());
    assertNull(row.getMetaxyDeletedAt());
    assertEquals("run-7", row.getMetaxyMaterializationId());
  }

  @Test
  void leavesTheCallersRecordsAsTheyAre() {
    RecordingRecord given = recording("r1", "a1", "f1");
    store.write(RECORDING, List.of(given));
    assertNull(given.getMetaxyProvenance());
    assertNull(given.getMetaxyUpdatedAt());
  }

  @Test
  void theStoresRunWinsOverTheRows() {
    RecordingRecord row = recording("r1", "a1", "f1").setMetaxyMaterializationId("old");
    store.write(RECORDING, List.of(row));
    assertEquals("old", dsl.fetchSingle(RECORDING).getMetaxyMaterializationId());
    store.withMaterializationId("new").write(RECORDING, List.of(row));
    assertEquals("new", store.read(RECORDING).fetch().get(0).getMetaxyMaterializationId());
  }

  /** Defaults of a user's column and of a system column, as in code generated from a script. */
  @Test
  void aDefaultOfTheDatabaseFillsWhatARowLeavesOutButNeverAStamp() throws Exception {
    try (TestDatabase own = fixture.open()) {
      own.create(RECORDING);
      own.execute("alter table \"recording\" alter column \"path\" set default 'none'");
      storeOf(own.dsl(), Features.GRAPH)
          .withClock(Clock.fixed(NOON, ZoneOffset.UTC))
          .write(
              new Scripted(),
              List.of(recording("r1", "a", "f"), recording("r2", "a", "f").setPath(null)));
      List<RecordingRecord> rows =
          own.dsl().selectFrom(RECORDING).orderBy(RECORDING.RECORDING_ID).fetch();
      assertEquals("/data/r1.mp4", rows.get(0).getPath());
      assertEquals("none", rows.get(1).getPath());
      for (RecordingRecord row : rows) {
        assertEquals(Instant.parse("2026-05-01T12:00:00.123456Z"), row.getMetaxyCreatedAt());
      }
    }
  }

  @Test
  void keepsAGivenCreatedAt() {
    Instant before = Instant.parse("2025-01-01T00:00:00Z");
    store.write(RECORDING, List.of(recording("r1", "a1", "f1").setMetaxyCreatedAt(before)));
    assertEquals(before, dsl.fetchSingle(RECORDING).getMetaxyCreatedAt());
  }

  @Test
  void oneStoreNeverHandsOutAnInstantTwice() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1")));
    store.write(RECORDING, List.of(recording("r1", "a2", "f1")));
    store.write(RECORDING, List.of(recording("r1", "a3", "f1")));
    assertEquals(
        3, dsl.fetchCount(dsl.selectDistinct(RECORDING.METAXY_UPDATED_AT).from(RECORDING)));
    assertEquals("a3", store.read(RECORDING).fetch().get(0).dataVersionByField().get("audio"));
  }

  @Test
  void nothingIsNothing() {
    assertEquals(0, store.write(RECORDING, List.of()));
    assertEquals(0, dsl.fetchCount(RECORDING));
  }

  @Test
  void aChunkHoldsARow() {
    assertEquals(
        "Invalid number of rows per chunk: 0 (must be at least 1)",
        refused(IllegalArgumentException.class, () -> store.withChunkRows(0)));
  }

  /** Returns the table of recordings as generated from a script with defaults. */
  private static final class Scripted extends TableImpl<RecordingRecord>
      implements FeatureTable<RecordingRecord> {

    private static final long serialVersionUID = 1L;

    Scripted() {
      super(DSL.name("recording"));
      for (Field<?> field : RECORDING.fields()) {
        add(field);
      }
    }

    private <T> void add(Field<T> field) {
      DataType<T> type = field.getDataType();
      boolean defaulted = field.getName().matches("path|metaxy_created_at");
      createField(
          field.getUnqualifiedName(),
          defaulted ? type.default_(DSL.field("null", type)) : type,
          this);
    }

    @Override
    public Class<RecordingRecord> getRecordType() {
      return RecordingRecord.class;
    }

    @Override
    public FeatureData featureData() {
      return RECORDING.featureData();
    }
  }
}
