package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.increment.Counts;
import io.metaxy.jooq.increment.Increment;
import io.metaxy.jooq.it.database.OnEveryDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A table with a further index and a unique one is written, deleted from and resolved as before.
 */
class IndexedTableTest extends OnEveryDatabase {

  IndexedTableTest() {
    super(Features.GRAPH, RECORDING);
  }

  @BeforeEach
  void index() {
    dsl.createIndex("by_time").on(RECORDING, RECORDING.METAXY_CREATED_AT).execute();
    dsl.createUniqueIndex("by_recording")
        .on(
            RECORDING,
            RECORDING.METAXY_FEATURE_VERSION,
            RECORDING.RECORDING_ID,
            RECORDING.METAXY_UPDATED_AT)
        .execute();
  }

  @AfterEach
  void dropIndexes() {
    dsl.dropIndex("by_time").on(RECORDING).execute();
    dsl.dropIndex("by_recording").on(RECORDING).execute();
  }

  private static List<RecordingRecord> recordings(int count, String audio) {
    return IntStream.range(0, count).mapToObj(i -> recording("r" + i, audio, "f")).toList();
  }

  @Test
  void ofOneRowAndOfMany() {
    writeChangeAndDelete(1);
    writeChangeAndDelete(1_000);
  }

  private void writeChangeAndDelete(int count) {
    store.write(RECORDING, recordings(count, "a1"));
    store.write(RECORDING, recordings(count, "a2"));
    assertEquals(count, store.read(RECORDING).fetch().size());
    try (Increment<RecordingRecord> increment = store.resolve(RECORDING, recordings(count, "a3"))) {
      assertEquals(new Counts(0, count, 0, 0, count), increment.counts());
    }
    assertEquals(count, store.delete(RECORDING, RECORDING.RECORDING_ID.isNotNull()));
    assertEquals(0, store.read(RECORDING).fetch().size());
    store.write(RECORDING, recordings(count, "a3"));
    assertEquals(count, store.read(RECORDING).fetch().size());
  }
}
