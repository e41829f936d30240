package io.metaxy.jooq.it.story;

import static io.metaxy.jooq.example.Pipeline.recording;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.example.Pipeline;
import io.metaxy.jooq.example.db.Features;
import io.metaxy.jooq.example.db.tables.records.RecordingRecord;
import io.metaxy.jooq.example.features.Recording;
import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.DatabasePlace;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.it.database.TestDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.store.MetadataStore;
import io.metaxy.jooq.table.PlanTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Migrates a database of the old example, with rows, to today's example in five changes. Each is
 * generated, run by Flyway and checked; no data is lost and nothing is recomputed.
 */
class ExampleMigrationTest {

  private static final List<RecordingRecord> RECORDINGS =
      List.of(
          recording("r1", "a1", "f1"), recording("r2", "a2", "f2"), recording("r3", "a3", "f3"));

  @TempDir Path project;
  private int generated;

  /** Emptied after every replay, so that one server is enough. */
  private DatabasePlace scratch;

  @ParameterizedTest
  @MethodSource(Fixtures.DURABLE)
  void fiveChangesLoseNothing(DatabaseFixture fixture) throws Exception {
    scratch = fixture.place();
    try (TestDatabase database = fixture.open()) {
      change(database, OldExample.BeforeSeconds.OldRecording.class, false, Map.of());
      write(database.dsl());
      Map<String, Set<Map<String, Object>>> before = rows(database.dsl());
      assertEquals(
          Set.of("recording", "recording__crop", "recording__transcript"), before.keySet());

      // A new feature.
      change(database, OldExample.BeforeSeconds.OldRecording.class, true, Map.of());
      assertEquals(before, withoutFaces(rows(database.dsl())));
      // A new column.
      change(database, OldExample.WithSeconds.OldRecording.class, true, Map.of());
      forRecordings(before, row -> row.put("seconds", null));
      assertEquals(before, withoutFaces(rows(database.dsl())));
      // A declared rename.
      change(database, OldExample.Renamed.OldRecording.class, true, Map.of());
      forRecordings(before, row -> row.put("path", row.remove("file")));
      assertEquals(before, withoutFaces(rows(database.dsl())));
      // An index.
      Map<String, String> index = Map.of("metaxy.index", "true");
      change(database, Recording.class, true, index);
      assertEquals(before, withoutFaces(rows(database.dsl())));
      // A primary key.
      Map<String, String> keys = Map.of("metaxy.index", "true", "metaxy.primaryKey", "true");
      change(database, Recording.class, true, keys);
      assertEquals(before, withoutFaces(rows(database.dsl())));

      assertOnlyFacesAreNew(database.dsl());
    } finally {
      scratch.end().run();
    }
  }

  /** Generates the next scripts, lets Flyway run them, and asserts that no difference is left. */
  private void change(
      TestDatabase database, Class<?> recording, boolean faces, Map<String, String> keys) {
    Map<String, String> properties = new TreeMap<>(keys);
    properties.put("metaxy.features", OldExample.features(recording, faces));
    properties.put("metaxy.project", "example");
    MigrationDatabase kind = database.fixture().migrations();
    Migrations migrations =
        Migrations.of(
            MigrationOptions.builder(properties)
                .basedir(project)
                .databases(kind)
                .connection(database.url(), null, null)
                .scratch(scratch.url())
                .allow(Set.of("add-primary-key"))
                .clock(Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC))
                .build());
    assertTrue(!migrations.generate().files().isEmpty());
    generated++;
    String folder = "filesystem:" + project + "/src/main/resources/db/migration/" + kind.folder();
    FluentConfiguration flyway =
        Flyway.configure().dataSource(database.url(), null, null).locations(folder);
    flyway
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    flyway.load().migrate();
    DriftReport drift = migrations.drift();
    assertTrue(drift.isClean(), generated + ": " + drift.text());
  }

  /** Inserts rows into the old tables, with the hashes that today's pipeline computes. */
  private static void write(DSLContext dsl) throws Exception {
    try (TestDatabase today = TestDatabase.withExample()) {
      Pipeline.run(MetadataStore.of(today.dsl(), Features.GRAPH), RECORDINGS);
      for (FeaturePlan plan : Features.GRAPH.plans()) {
        Table<?> table = new PlanTable(plan);
        if (!plan.tableName().equals("recording__faces")) {
          for (Record row : today.dsl().selectFrom(table).fetch()) {
            insert(dsl, table, row);
          }
        }
      }
    }
  }

  private static void insert(DSLContext dsl, Table<?> table, Record row) {
    Map<Field<?>, Object> values = new LinkedHashMap<>();
    for (Field<?> field : row.fields()) {
      boolean recording = table.getName().equals("recording");
      if (recording && field.getName().equals("path")) {
        values.put(DSL.field(DSL.name("file"), field.getDataType()), row.get(field));
      } else if (!recording || !field.getName().equals("seconds")) {
        values.put(field, row.get(field));
      }
    }
    dsl.insertInto(table).set(values).execute();
  }

  /** Returns all rows of all feature tables, column by column, as the database returns them. */
  private static Map<String, Set<Map<String, Object>>> rows(DSLContext dsl) {
    Map<String, Set<Map<String, Object>>> tables = new TreeMap<>();
    for (FeaturePlan plan : Features.GRAPH.plans()) {
      Table<?> table = DSL.table(DSL.name(plan.tableName()));
      try {
        Set<Map<String, Object>> rows = new HashSet<>();
        dsl.selectFrom(table)
            .fetch()
            .forEach(
                row -> {
                  Map<String, Object> values = new TreeMap<>();
                  for (Field<?> field : row.fields()) {
                    Object value = row.get(field);
                    values.put(field.getName(), value == null ? null : value.toString());
                  }
                  rows.add(values);
                });
        tables.put(plan.tableName(), rows);
      } catch (DataAccessException e) {
        // Does not exist yet, or is the example's other root.
      }
    }
    return tables;
  }

  private static Map<String, Set<Map<String, Object>>> withoutFaces(
      Map<String, Set<Map<String, Object>>> tables) {
    assertEquals(Set.of(), tables.remove("recording__faces"));
    return tables;
  }

  private static void forRecordings(
      Map<String, Set<Map<String, Object>>> tables, Consumer<Map<String, Object>> change) {
    Set<Map<String, Object>> changed = new HashSet<>();
    for (Map<String, Object> row : tables.get("recording")) {
      Map<String, Object> copy = new TreeMap<>(row);
      change.accept(copy);
      changed.add(copy);
    }
    tables.put("recording", changed);
  }

  /** Asserts that samples computed before the changes are up to date after them. */
  private static void assertOnlyFacesAreNew(DSLContext dsl) {
    Set<String> found = new TreeSet<>();
    for (Pipeline.Outcome outcome :
        Pipeline.run(MetadataStore.of(dsl, Features.GRAPH), RECORDINGS)) {
      found.add(outcome.feature().featureKey() + " " + outcome.counts().pending());
    }
    assertEquals(
        Set.of("recording 0", "recording/crop 0", "recording/faces 3", "recording/transcript 0"),
        found);
  }
}
