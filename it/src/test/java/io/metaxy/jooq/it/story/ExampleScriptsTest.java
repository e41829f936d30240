package io.metaxy.jooq.it.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.it.database.DatabaseFixture;
import io.metaxy.jooq.it.database.Fixtures;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.DriftReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The generator has written the example's Flyway folders. After a change to the example, {@code
 * -Dmetaxy.golden=write} writes the next scripts.
 */
class ExampleScriptsTest {

  private static final Path EXAMPLE = Path.of("../codegen-config");

  private static Migrations example(MigrationDatabase... databases) {
    Map<String, String> features =
        Map.of(
            "metaxy.features", "io.metaxy.jooq.example.features",
            "metaxy.project", "example",
            "metaxy.index", "true");
    return Migrations.of(options(features, "2026-01-31T12:00:00Z").databases(databases).build());
  }

  /** The second project, whose scripts run after those of the first. */
  private static Migrations speech() {
    Map<String, String> features =
        Map.of("metaxy.features", "io.metaxy.jooq.example.speech", "metaxy.project", "speech");
    return Migrations.of(
        options(features, "2026-01-31T13:00:00Z")
            .databases(Fixtures.any().migrations())
            .directory("src/main/resources/db/migration/speech/{database}")
            .build());
  }

  private static MigrationOptions.Builder options(Map<String, String> features, String time) {
    return MigrationOptions.builder(features)
        .basedir(EXAMPLE)
        .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  @BeforeEach
  void write() {
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      example(MigrationDatabase.values()).generate();
      speech().generate();
    }
  }

  @Test
  void theyMakeWhatTheRecordsAskFor() {
    CheckReport example = example(MigrationDatabase.values()).check();
    assertEquals(Status.CLEAN, example.status(), example.text());
    assertEquals(Status.CLEAN, speech().check().status(), speech().check().text());
  }

  @Test
  void databasesRunThem() {
    MigrationDatabase[] databases =
        Fixtures.quickest().stream()
            .map(DatabaseFixture::migrations)
            .toArray(MigrationDatabase[]::new);
    DriftReport report = example(databases).drift();
    assertTrue(report.isClean(), report.text());
    assertTrue(speech().drift().isClean());
  }
}
