package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.MigratedDatabase;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.report.DatabaseDiff;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scripts and a snapshot that a version without lists and structs wrote for each database, which
 * has JSON in their place.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(MigrationDatabase.class)
public class EarlierListsTest {

  private static final Path EARLIER = Path.of("src/test/resources/earlier/lists");
  private static final String SNAPSHOT = "metaxy/scene.json";

  /** A nested value of a user's record. */
  public record Box(int left, String label) {}

  /** The user's record, as the earlier version read it. */
  public record Scene(
      String sceneId,
      List<Double> scores,
      List<List<String>> words,
      Box box,
      List<Box> boxes,
      Map<String, Double> tally) {
    public static final FeatureSpec SPEC =
        FeatureSpec.of("scene").id("scene_id").fields("cut").build();
  }

  @Parameter MigrationDatabase kind;

  @TempDir Path directory;

  private Project project;
  private MigratedDatabase database;
  private TestServers.Place scratch;

  @BeforeEach
  void earlier() throws Exception {
    project = new Project(directory);
    project.later(60);
    database = new MigratedDatabase(kind);
    scratch = TestServers.fresh(kind);
    Path files = EARLIER.resolve(kind.folder());
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder().resolve(files.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, FileText.plain(Files.readString(file)));
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    scratch.end();
  }

  private Path folder() {
    return project.path("src/main/resources/db/migration/" + kind.folder());
  }

  private Migrations migrations(CurrentSource current) {
    return project.with(
        Scene.class,
        options -> {
          MigrationOptions.Builder all =
              options.databases(kind).current(current).connection(database.url(), null, null);
          return kind == MigrationDatabase.POSTGRESQL || kind == MigrationDatabase.MARIADB
              ? all.scratch(scratch.url())
              : all;
        });
  }

  private void migrate() {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database.url(), null, null)
            .locations("filesystem:" + folder());
    Databases.of(kind).configure(configuration, getClass().getClassLoader());
    configuration.load().migrate();
  }

  private String snapshot() throws IOException {
    return Files.readString(folder().resolve(SNAPSHOT));
  }

  @Test
  void areWhatTheSpecsRequire() throws Exception {
    String before = snapshot();
    migrate();

    for (CurrentSource current : CurrentSource.values()) {
      Migrations migrations = migrations(current);
      DatabaseDiff diff = migrations.diff().databases().get(0);
      assertEquals(List.of(), diff.plan().scripts(), current.toString());
      assertEquals(List.of(), diff.plan().recorded(), current.toString());
      assertEquals(List.of(), diff.blocking(), current.toString());
      assertEquals(Status.CLEAN, migrations.check().status(), migrations.check().text());
    }
    Migrations migrations = migrations(CurrentSource.SNAPSHOT);
    assertTrue(migrations.drift().isClean(), migrations.drift().text());
    assertEquals(List.of(), migrations.generate().files());
    assertEquals(before, snapshot());
  }
}
