package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Soft deletes and revivals. */
class DeletingTest extends OnEveryDatabase {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");

  DeletingTest() {
    super(Features.GRAPH, RECORDING);
  }

  @BeforeEach
  void atNoon() {
    store = store.withClock(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void nothingIsDeletedWithoutACondition() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1")));
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> store.delete(RECORDING, null));
    assertEquals("condition", refused.getMessage());
    assertEquals(1, store.read(RECORDING).fetch().size());
  }

  @Test
  void appendsTheRowAsDeletedAndAWriteRevivesIt() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1")));
    assertEquals(1, store.delete(RECORDING, RECORDING.PATH.eq("/data/r1.mp4")));
    assertEquals(0, store.read(RECORDING).fetch().size());
    RecordingRecord deleted = store.read(RECORDING).includingDeleted().fetch().get(0);
    assertNotNull(deleted.getMetaxyDeletedAt());
    assertEquals(deleted.getMetaxyDeletedAt(), deleted.getMetaxyUpdatedAt());
    assertEquals(Map.of("audio", "a1", "frames", "f1"), deleted.getMetaxyProvenanceByField());
    assertEquals(0, store.delete(RECORDING, DSL.trueCondition()));
    store.write(RECORDING, List.of(recording("r1", "a2", "f1")));
    assertEquals(1, store.read(RECORDING).fetch().size());
  }

  @Test
  void deletesTheOrphanedRowsOfAnIncrement() {
    store.write(
        RECORDING,
        List.of(
            recording("r1", "a1", "f1"), recording("r2", "a2", "f2"), recording("r3", "a3", "f3")));
    try (Increment<RecordingRecord> increment =
        store.resolve(RECORDING, List.of(recording("r1", "a1", "f1")))) {
      Table<?> orphaned = increment.orphaned().asTable();
      assertEquals(
          2,
          store.delete(
              RECORDING,
              RECORDING.RECORDING_ID.in(DSL.select(RECORDING.RECORDING_ID).from(orphaned))));
    }
    assertEquals(
        List.of("r1"), dsl.selectFrom(store.current(RECORDING)).fetch(RECORDING.RECORDING_ID));
  }
}
