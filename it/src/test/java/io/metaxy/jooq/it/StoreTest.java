package io.metaxy.jooq.it;

import static io.metaxy.jooq.example.Pipeline.recording;
import static io.metaxy.jooq.example.db.tables.Recording.RECORDING;
import static io.metaxy.jooq.example.db.tables.RecordingCrop.RECORDING_CROP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.Recording;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.store.InvalidRowException;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.store.StoreException;
import io.metaxy.jooq.table.FeatureData;
import io.metaxy.jooq.table.FeatureTable;
import io.metaxy.jooq.table.FeatureTables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Schema;
import org.jooq.impl.DSL;
import org.jooq.impl.TableImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Writing, reading and deleting. */
class StoreTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");

  private TestDatabase database;
  private DSLContext dsl;
  private MetadataStore store;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.withExample();
    dsl = database.dsl();
    store = MetadataStore.of(dsl, Features.GRAPH).withClock(Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Nested
  class Writing {

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
    void instantsAreUtcWhateverTheSessionsZone() {
      TimeZone zone = TimeZone.getDefault();
      try {
        dsl.execute("set time zone 'America/New_York'");
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        store.write(RECORDING, List.of(recording("r1", "a1", "f1")));
        assertEquals(
            Instant.parse("2026-05-01T12:00:00.123456Z"),
            store.read(RECORDING).fetch().get(0).getMetaxyUpdatedAt());
      } finally {
        TimeZone.setDefault(zone);
      }
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

    /** As code generation from a script has it: a default of the user's column and one of ours. */
    @Test
    void aDefaultOfTheDatabaseFillsWhatARowLeavesOutButNeverAStamp() {
      dsl.execute("alter table \"recording\" alter column \"path\" set default 'none'");
      store.write(
          new Scripted(),
          List.of(recording("r1", "a", "f"), recording("r2", "a", "f").setPath(null)));
      assertEquals(
          List.of("/data/r1.mp4", "none"),
          dsl.select(RECORDING.PATH)
              .from(RECORDING)
              .orderBy(RECORDING.RECORDING_ID)
              .fetch(RECORDING.PATH));
      assertEquals(
          2,
          dsl.fetchCount(
              RECORDING,
              RECORDING.METAXY_CREATED_AT.eq(Instant.parse("2026-05-01T12:00:00.123456Z"))));
    }

    @Test
    void keepsAGivenCreatedAt() {
      Instant before = Instant.parse("2025-01-01T00:00:00Z");
      store.write(RECORDING, List.of(recording("r1", "a1", "f1").setMetaxyCreatedAt(before)));
      assertEquals(before, dsl.fetchSingle(RECORDING).getMetaxyCreatedAt());
    }

    @Test
    void neverHandsOutAnInstantTwice() {
      store.write(RECORDING, List.of(recording("r1", "a1", "f1")));
      store.write(RECORDING, List.of(recording("r1", "a2", "f1")));
      store.write(RECORDING, List.of(recording("r1", "a3", "f1")));
      assertEquals(
          3, dsl.fetchCount(dsl.selectDistinct(RECORDING.METAXY_UPDATED_AT).from(RECORDING)));
      assertEquals("a3", store.read(RECORDING).fetch().get(0).dataVersionByField().get("audio"));
    }

    @Test
    void manyRowsAreOneTransaction() {
      dsl.execute(
          "alter table \"recording\" add constraint \"short\" check (\"recording_id\" <> 'r2500')");
      List<RecordingRecord> rows =
          IntStream.range(0, 3000).mapToObj(i -> recording("r" + i, "a" + i, "f" + i)).toList();
      StoreException refused =
          assertThrows(StoreException.class, () -> store.write(RECORDING, rows));
      assertEquals(
          "Cannot write recording: the database says: Check constraint violation: \"short: \"",
          refused.getMessage());
      assertEquals(0, dsl.fetchCount(RECORDING));
    }

    @Test
    void joinsTheCallersTransaction() {
      assertThrows(
          IllegalStateException.class,
          () ->
              dsl.transaction(
                  trx -> {
                    store.using(trx.dsl()).write(RECORDING, List.of(recording("r1", "a1", "f1")));
                    assertEquals(1, trx.dsl().fetchCount(RECORDING));
                    throw new IllegalStateException("rolled back");
                  }));
      assertEquals(0, dsl.fetchCount(RECORDING));
    }
  }

  /** Refused before any SQL: the store's database has not even a table. */
  @Nested
  class Refusing {

    private final MetadataStore nowhere =
        MetadataStore.of(DSL.using(SQLDialect.H2), Features.GRAPH);

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

    @Test
    void aRowWithoutProvenance() {
      assertEquals(
          "Cannot write row 1 of recording (recording_id=r1): it has no metaxy_provenance_by_field;"
              + " give the hash of every field: [audio, frames]",
          refusal(recording("r1", "a", "f").setMetaxyProvenanceByField(null)));
    }

    @Test
    void aFieldThatTheFeatureDoesNotHave() {
      assertEquals(
          "Cannot write row 1 of recording (recording_id=r1): metaxy_provenance_by_field has"
              + " [sound], which the feature does not have; give exactly its fields: [audio,"
              + " frames]",
          refusal(
              recording("r1", "a", "f")
                  .setMetaxyProvenanceByField(Map.of("audio", "a", "frames", "f", "sound", "s"))));
    }

    @Test
    void aFieldThatIsNotGiven() {
      assertEquals(
          "Cannot write row 1 of recording (recording_id=r1): metaxy_data_version_by_field has no"
              + " frames; give the hash of every field: [audio, frames]",
          refusal(recording("r1", "a", "f").setMetaxyDataVersionByField(Map.of("audio", "a"))));
    }

    @Test
    void anIdTwice() {
      assertEquals(
          "Cannot write row 3 of recording (recording_id=r1): row 1 has the same id; give every id"
              + " once in one call",
          refusal(recording("r1", "a", "f"), recording("r2", "a", "f"), recording("r1", "b", "f")));
    }

    @Test
    void aRequiredColumnThatIsNull() {
      assertEquals(
          "Cannot write row 1 of recording (recording_id=r1): it has no path, which must not be"
              + " null; set the column, or declare it nullable in the spec",
          refusal(recording("r1", "a", "f").setPath(null)));
    }
  }

  @Nested
  class Reading {

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

  @Nested
  class Deleting {

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
  }

  @Nested
  class ADatabaseBehind {

    @Test
    void aMissingTableIsNamed() throws Exception {
      try (TestDatabase empty = TestDatabase.empty()) {
        MetadataStore other = MetadataStore.of(empty.dsl(), Features.GRAPH);
        StoreException refused =
            assertThrows(
                StoreException.class,
                () -> other.write(RECORDING, List.of(recording("r1", "a", "f"))));
        assertEquals(
            "Cannot find table recording of feature recording: a migration is missing; write it"
                + " and let Flyway apply it",
            refused.getMessage());
      }
    }

    @Test
    void aMissingUpstreamTableIsNamed() {
      dsl.dropTable(RECORDING).execute();
      StoreException refused =
          assertThrows(StoreException.class, () -> store.resolve(RECORDING_CROP));
      assertEquals(
          "Cannot find table recording of feature recording: a migration is missing; write it and"
              + " let Flyway apply it",
          refused.getMessage());
    }

    @Test
    void aMissingColumnIsNamed() {
      dsl.alterTable(RECORDING).dropColumn(RECORDING.SECONDS).execute();
      StoreException refused = assertThrows(StoreException.class, () -> store.read(RECORDING));
      assertEquals(
          "Cannot find column seconds of table recording of feature recording (it has"
              + " [recording_id, path, metaxy_provenance_by_field, metaxy_provenance,"
              + " metaxy_data_version_by_field, metaxy_data_version, metaxy_feature_version,"
              + " metaxy_project_version, metaxy_created_at, metaxy_updated_at, metaxy_deleted_at,"
              + " metaxy_materialization_id]): a migration is missing; write it and let Flyway apply"
              + " it",
          refused.getMessage());
    }

    @Test
    void aTableThatVanishesIsOneSentence() {
      Pipeline.run(store, List.of(recording("r1", "a1", "f1")));
      dsl.dropTable(RECORDING).execute();
      StoreException refused =
          assertThrows(
              StoreException.class,
              () -> store.write(RECORDING, List.of(recording("r1", "a", "f"))));
      assertEquals(
          "Cannot find table recording of feature recording: a migration is missing; write it and"
              + " let Flyway apply it",
          refused.getMessage());
    }

    @Test
    void aTableInASchemaIsRefused() {
      Recording elsewhere =
          new Recording() {
            private static final long serialVersionUID = 1L;

            @Override
            public Schema getSchema() {
              return DSL.schema(DSL.name("s"));
            }
          };
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> store.current(elsewhere));
      assertEquals(
          "Cannot use table s.recording in a schema in this version; generate it with"
              + " <outputSchemaToDefault>, and let the connection name the schema",
          refused.getMessage());
    }

    @Test
    void aDatabaseThatCannotBeReachedIsOneSentence() {
      MetadataStore other = MetadataStore.of(DSL.using(SQLDialect.H2), Features.GRAPH);
      StoreException refused = assertThrows(StoreException.class, () -> other.read(RECORDING));
      assertEquals(
          "Cannot look at table recording of feature recording: the database says: No JDBC Connection"
              + " provided by ConnectionProvider",
          refused.getMessage());
    }

    @Test
    void codeOfAnotherGeneratorIsRefused() {
      FeatureData data = RECORDING.featureData();
      Recording old =
          new Recording() {
            private static final long serialVersionUID = 1L;

            @Override
            public FeatureData featureData() {
              return new FeatureData(
                  "0.0",
                  data.key(),
                  data.fields(),
                  data.spec(),
                  data.schema(),
                  data.project(),
                  data.featureClass());
            }
          };
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class, () -> FeatureTables.graph(GraphOptions.DEFAULT, old));
      assertEquals(
          "Cannot use the generated table "
              + old.getClass().getName()
              + ": generator 0.0 made it, and this runtime works with 0.1; generate the code again"
              + " with the metaxy-jooq-codegen of the runtime's version",
          refused.getMessage());
    }

    @Test
    void aChunkHoldsARow() {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> store.withChunkRows(0));
      assertEquals("Invalid chunk rows: 0 (must be at least 1)", refused.getMessage());
    }

    @Test
    void anotherDatabaseIsRefused() {
      UnsupportedOperationException refused =
          assertThrows(
              UnsupportedOperationException.class,
              () -> MetadataStore.of(DSL.using(SQLDialect.MYSQL), Features.GRAPH));
      assertThrows(
          UnsupportedOperationException.class,
          () -> MetadataStore.of(DSL.using(SQLDialect.DEFAULT), Features.GRAPH),
          "Cannot work with the database Default");
      assertEquals(
          "Cannot work with the database MySQL (must be H2); configure the DSLContext with"
              + " SQLDialect.H2",
          refused.getMessage());
    }
  }

  /** The recording as a script with defaults would give it. */
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
