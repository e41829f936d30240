package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading the latest rows, and all other rows. */
class ReadingTest extends OnEveryDatabase {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");

  ReadingTest() {
    super(Features.GRAPH, RECORDING);
  }

  @BeforeEach
  void atNoon() {
    store = store.withClock(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @BeforeEach
  void aHistory() {
    store.write(RECORDING, List.of(recording("r1", "a1", "f1"), recording("r2", "a2", "f2")));
    store.write(RECORDING, List.of(recording("r1", "a1-new", "f1")));
    assertEquals(1, store.delete(RECORDING, RECORDING.RECORDING_ID.eq("r2")));
  }

  @Test
  void givesTheLatestLiveRows() {
    List<RecordingRecord> rows = store.read(RECORDING).fetch();
    assertEquals(1, rows.size());
    assertEquals("a1-new", rows.get(0).dataVersionByField().get("audio"));
  }

  @Test
  void givesDeletedRowsWhenAsked() {
    assertEquals(2, store.read(RECORDING).includingDeleted().fetch().size());
  }

  @Test
  void givesTheHistoryWhenAsked() {
    assertEquals(3, store.read(RECORDING).history().fetch().size());
    assertEquals(4, store.read(RECORDING).history().includingDeleted().fetch().size());
  }

  @Test
  void filtersSeeTheLatestState() {
    assertEquals(
        0, store.read(RECORDING).where(RECORDING.audioDataVersion().eq("a1")).fetch().size());
  }

  @Test
  void anotherFeatureVersionIsReadWhenAsked() {
    dsl.update(RECORDING)
        .set(RECORDING.METAXY_FEATURE_VERSION, "00000000")
        .where(RECORDING.RECORDING_ID.eq("r1"))
        .execute();
    assertEquals(0, store.read(RECORDING).fetch().size());
    assertEquals(2, store.read(RECORDING).featureVersion("00000000").history().fetch().size());
    assertEquals(1, store.read(RECORDING).featureVersion("00000000").fetch().size());
    assertEquals(1, store.read(RECORDING).allFeatureVersions().fetch().size());
  }

  @Test
  void aTieIsBrokenAlike() {
    dsl.update(RECORDING).set(RECORDING.METAXY_UPDATED_AT, NOON).execute();
    assertEquals(
        "/data/r1.mp4 a1-new",
        store.read(RECORDING).fetch().stream()
            .filter(r -> r.getRecordingId().equals("r1"))
            .map(r -> r.getPath() + " " + r.dataVersionByField().get("audio"))
            .findFirst()
            .orElseThrow());
  }
}
