package io.metaxy.jooq.it.store;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingFaces.RECORDING_FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingFacesRecord;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.exception.InvalidRowException;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.store.MetadataStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Rows that are rejected before any SQL runs: the database does not even have tables. */
class RefusedRowsTest {

  private final MetadataStore nowhere =
      MetadataStore.of(DSL.using(Fixtures.any().dialect()), Features.GRAPH);

  private String refusal(RecordingRecord... rows) {
    InvalidRowException refused =
        assertThrows(
            InvalidRowException.class, () -> nowhere.write(RECORDING, Arrays.asList(rows)));
    return refused.getMessage();
  }

  @Test
  void aRowThatIsNull() {
    assertEquals(
        "Cannot write row 2 of recording: it is null; leave it out",
        refusal(recording("r1", "a", "f"), null));
  }

  @Test
  void aRowWithoutId() {
    assertEquals(
        "Cannot write row 2 of recording (recording_id=null): it has no recording_id; set every id"
            + " column of the row",
        refusal(recording("r1", "a", "f"), recording("r2", "a", "f").setRecordingId(null)));
  }

  /** What is computed from other features has its provenance from a resolve. */
  @Test
  void aComputedRowWithoutProvenance() {
    InvalidRowException refused =
        assertThrows(
            InvalidRowException.class,
            () ->
                nowhere.write(
                    RECORDING_FACES, List.of(new RecordingFacesRecord().setRecordingId("r1"))));
    assertEquals(
        "Cannot write row 1 of recording/faces (recording_id=r1): it has no"
            + " metaxy_provenance_by_field; resolve the feature and start from sample.record(),"
            + " which has it, or set the hash of every field: [faces]",
        refused.getMessage());
  }

  @Test
  void aRowWithoutProvenance() {
    assertEquals(
        "Cannot write row 1 of recording (recording_id=r1): it has no metaxy_provenance_by_field;"
            + " set the hash of every field: [audio, frames]",
        refusal(recording("r1", "a", "f").setMetaxyProvenanceByField(null)));
  }

  @Test
  void aFieldThatTheFeatureDoesNotHave() {
    assertEquals(
        "Cannot write row 1 of recording (recording_id=r1): metaxy_provenance_by_field has [sound],"
            + " which the feature does not have; set exactly its fields: [audio, frames]",
        refusal(
            recording("r1", "a", "f")
                .setMetaxyProvenanceByField(Map.of("audio", "a", "frames", "f", "sound", "s"))));
  }

  @Test
  void aFieldThatIsNotGiven() {
    assertEquals(
        "Cannot write row 1 of recording (recording_id=r1): metaxy_data_version_by_field has no"
            + " frames; set the hash of every field: [audio, frames]",
        refusal(recording("r1", "a", "f").setMetaxyDataVersionByField(Map.of("audio", "a"))));
  }

  @Test
  void anIdTwice() {
    assertEquals(
        "Cannot write row 3 of recording (recording_id=r1): row 1 has the same id; pass every id"
            + " only once per call",
        refusal(recording("r1", "a", "f"), recording("r2", "a", "f"), recording("r1", "b", "f")));
  }

  @Test
  void aRequiredColumnThatIsNull() {
    assertEquals(
        "Cannot write row 1 of recording (recording_id=r1): it has no path, which must not be"
            + " null; set the column, or make the record component nullable",
        refusal(recording("r1", "a", "f").setPath(null)));
  }

  @Test
  void theFirstOfManyAndTheirNumber() {
    assertEquals(
        "Cannot write row 2 of recording (recording_id=null): it has no recording_id; set every id"
            + " column of the row (the first of 3 invalid rows)",
        refusal(
            recording("r2", "a", "f").setPath(null),
            recording("r1", "a", "f").setRecordingId(null),
            recording("r1", "a", "f"),
            null,
            recording("r1", "a", "f").setPath(null)));
  }

  @Test
  void columnsWhenNothingElseIsWrong() {
    assertEquals(
        "Cannot write row 1 of recording (recording_id=r2): it has no path, which must not be null;"
            + " set the column, or make the record component nullable (the first of 2 invalid"
            + " rows)",
        refusal(recording("r2", "a", "f").setPath(null), recording("r1", "a", "f").setPath(null)));
  }
}
