package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Renamed;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Clips.WithoutPath;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts whose snapshots were lost or left behind, by a crash or by a merge. */
class UnrecordedScriptsTest {

  private static final String FIRST = "V20260131235958__metaxy_create_clip.sql";
  private static final String SNAPSHOT = Project.H2 + "/metaxy/clip.json";

  static final class WithWidth {
    record Clip(String clipId, String path, int width) {
      static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private WithWidth() {}
  }

  static final class WithBoth {
    record Clip(String clipId, String path, double seconds, int width) {
      static final FeatureSpec SPEC = AtFirst.Clip.SPEC;
    }

    private WithBoth() {}
  }

  static final class Another {
    record Song(String songId, double bpm) {
      static final FeatureSpec SPEC = FeatureSpec.of("song").id("song_id").build();
    }

    private Another() {}
  }

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void generate() {
    project = new Project(directory);
    project.with(AtFirst.Clip.class).generate();
    project.later(60);
  }

  private void write(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.createDirectories(project.path(file.getKey()).getParent());
      Files.writeString(project.path(file.getKey()), file.getValue());
    }
  }

  private Status check(Class<?> feature, UnaryOperator<MigrationOptions.Builder> options) {
    return project.with(feature, options).check().status();
  }

  private void refused(Class<?> feature, String sentence) {
    Migrations migrations = project.with(feature);
    assertEquals(
        sentence, assertThrows(MigrationException.class, migrations::generate).getMessage());
    assertEquals("broken: " + sentence, migrations.check().summary());
  }

  private static String unknown(String script) {
    return "Cannot find script "
        + script
        + " in any snapshot, so its changes would be written again; restore the snapshot that"
        + " lists it from version control, or rewrite the snapshots from the scripts: run"
        + " generate with -Dmetaxy.current=scripts";
  }

  @Test
  void aScriptWithoutItsSnapshotIsNotWrittenAgain() throws IOException {
    Map<String, String> before = project.files();
    Files.delete(project.path(SNAPSHOT));

    refused(AtFirst.Clip.class, unknown(FIRST));
    project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(before, project.files());
    assertEquals(Status.CLEAN, check(AtFirst.Clip.class, o -> o));
  }

  /** Two branches add a column each, and the merge takes one side's snapshot. */
  @Test
  void aScriptOfTheOtherBranchIsNotWrittenAgain() throws IOException {
    Map<String, String> base = project.files();
    project.with(WithSeconds.Clip.class).generate();
    Map<String, String> theirs = project.files();
    theirs.keySet().removeAll(base.keySet());
    for (String file : project.files().keySet()) {
      Files.delete(project.path(file));
    }
    write(base);
    project.later(60);
    project.with(WithWidth.Clip.class).generate();
    write(theirs);

    refused(WithBoth.Clip.class, unknown("V20260201000058__metaxy_alter_clip.sql"));
    assertTrue(
        project
            .with(WithBoth.Clip.class)
            .drift()
            .text()
            .contains("\n  " + unknown("V20260201000058__metaxy_alter_clip.sql") + "\n"));
    project.with(WithBoth.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(Status.CLEAN, check(WithBoth.Clip.class, o -> o));
    theirs.keySet().forEach(file -> assertTrue(Files.exists(project.path(file)), file));
  }

  @Test
  void aScriptOfTheUsersIsNobodysBusiness() throws IOException {
    write(Map.of(Project.H2 + "/V20260202000000__metaxy_fill_clip.sql", "select 1;\n"));

    assertEquals(Status.CLEAN, check(AtFirst.Clip.class, o -> o));
  }

  @Test
  void aTableThatTheUserDropsLeavesItsScripts() throws IOException {
    project.with(Another.Song.class).generate();
    write(Map.of(Project.H2 + "/V20260202000000__mine.sql", "drop table \"clip\" cascade;\n"));

    project.with(Another.Song.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(Status.CLEAN, check(Another.Song.class, o -> o));
  }

  @Test
  void aTableThatTheUserRenamesLeavesItsScripts() throws IOException {
    write(
        Map.of(
            Project.H2 + "/V20260202000000__mine.sql",
            """
            alter table "clip" rename to "film";
            alter table "film" alter column "path" rename to "file";
            comment on table "film" is 'Feature film';
            """));

    project.with(Renamed.Film.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(Status.CLEAN, check(Renamed.Film.class, o -> o));
  }

  @Test
  void scriptsOfAnotherFolderOfTheHistoryHaveTheirSnapshotsThere() throws IOException {
    Path common = Files.createDirectories(project.path("common"));
    Files.move(project.path(Project.H2 + "/" + FIRST), common.resolve(FIRST));
    Files.delete(project.path(SNAPSHOT));
    FlywaySettings settings = FlywaySettings.of(Map.of("locations", "common"));

    assertEquals(Status.PENDING, check(Another.Song.class, o -> o.flyway(settings)));
  }

  @Test
  void theScriptsOfARenamedTableAreFoundAgain() throws IOException {
    project.with(Renamed.Film.class).generate();
    Map<String, String> before = project.files();
    Files.delete(project.path(Project.H2 + "/metaxy/film.json"));

    refused(Renamed.Film.class, unknown(FIRST));
    project.with(Renamed.Film.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(before, project.files());
  }

  @Nested
  class ATableThatWasDropped {

    private String snapshot;

    @BeforeEach
    void drop() throws IOException {
      snapshot = project.files().get(SNAPSHOT);
      project.with(Another.Song.class, o -> o.dropFeatures(Set.of("clip"))).generate();
    }

    @Test
    void leavesItsScriptsWithoutASnapshot() {
      assertEquals(Status.CLEAN, check(Another.Song.class, o -> o));
      assertEquals(Status.CLEAN, check(Another.Song.class, o -> o.dropFeatures(Set.of("clip"))));
    }

    @Test
    void canBeMadeAgain() throws IOException {
      project.with(AtFirst.Clip.class, o -> o.dropFeatures(Set.of("song"))).generate();
      Map<String, String> before = project.files();

      assertEquals(Status.CLEAN, check(AtFirst.Clip.class, o -> o));
      project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();
      assertEquals(before, project.files());
    }

    @Test
    void hasNoSnapshotThatAMergeBringsBack() throws IOException {
      String drop =
          project.files().keySet().stream()
              .filter(f -> f.endsWith("__metaxy_drop_clip.sql"))
              .findFirst()
              .orElseThrow();
      write(Map.of(SNAPSHOT, snapshot));

      refused(
          Another.Song.class,
          "Cannot trust the snapshot of clip: script "
              + Path.of(drop).getFileName()
              + " drops"
              + " its table; rewrite the snapshots from the scripts: run generate with"
              + " -Dmetaxy.current=scripts");
      project.with(Another.Song.class, o -> o.current(CurrentSource.SCRIPTS)).generate();
      assertEquals(Status.CLEAN, check(Another.Song.class, o -> o));
    }
  }

  @Nested
  class NamesInOptions {

    private void refused(UnaryOperator<MigrationOptions.Builder> options, String sentence) {
      Migrations migrations = project.with(AtFirst.Clip.class, options);
      assertEquals(
          sentence, assertThrows(MigrationException.class, migrations::generate).getMessage());
      assertEquals("broken: " + sentence, migrations.check().summary());
    }

    @Test
    void ofFeaturesThatAreNowhereAreRefused() {
      refused(
          o -> o.dropFeatures(Set.of("clips")),
          "Invalid feature in metaxy.drop: clips (must be one of [clip]); correct or remove it");
      refused(
          o -> o.allow(Set.of("drop-column:clips")),
          "Invalid feature in metaxy.allow: drop-column:clips (must be one of [clip]); correct or"
              + " remove it");
    }

    @Test
    void ofColumnsThatAreNowhereAreRefused() {
      String message =
          assertThrows(
                  MigrationException.class,
                  () ->
                      project
                          .with(
                              WithoutPath.Clip.class, o -> o.allow(Set.of("drop-column:clip.pth")))
                          .generate())
              .getMessage();
      assertTrue(
          message.startsWith(
              "Invalid column in metaxy.allow: drop-column:clip.pth (must be one of [clip_id,"
                  + " metaxy_provenance_by_field, "),
          message);
      assertTrue(message.endsWith(", path]); correct or remove it"), message);
    }

    @Test
    void mayStayWhenTheirScriptIsWritten() {
      UnaryOperator<MigrationOptions.Builder> allowed =
          o -> o.allow(Set.of("drop-column:clip.path"));
      project.with(WithoutPath.Clip.class, allowed).generate();

      assertEquals(Status.CLEAN, check(WithoutPath.Clip.class, allowed));
    }
  }
}
