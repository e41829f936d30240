package io.metaxy.jooq.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.CurrentSource;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Clips.WithoutPath;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts and a snapshot that an earlier version wrote, next to scripts of this version, on a
 * checkout with either line ends.
 */
@ParameterizedClass
@ValueSource(strings = {"\n", "\r\n"})
class EarlierScriptsTest {

  private static final Path EARLIER = Path.of("src/test/resources/earlier");
  private static final String CREATE = "V20260131235958__metaxy_create_clip.sql";
  private static final String ALTER = "V20260131235959__metaxy_alter_clip.sql";
  private static final String NEXT = "V20260201000058__metaxy_alter_clip.sql";
  private static final String SNAPSHOT = "metaxy/clip.json";

  static final class WithWidth {
    record Clip(String clipId, String path, double seconds, int width) {
      static final FeatureSpec SPEC = WithSeconds.Clip.SPEC;
    }

    private WithWidth() {}
  }

  @Parameter String lineEnd;
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void earlier() throws IOException {
    project = new Project(directory);
    project.later(60);
    for (String file : List.of(CREATE, ALTER, SNAPSHOT)) {
      String text = FileText.plain(Files.readString(EARLIER.resolve(file)));
      write(file, text.replace("\n", lineEnd));
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = project.path(Project.H2 + "/" + file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    project.files().forEach((name, text) -> files.put(name.replace(Project.H2 + "/", ""), text));
    return files;
  }

  @Test
  void areWhatTheSpecsRequire() throws IOException {
    Map<String, String> before = files();

    Migrations migrations = project.with(WithSeconds.Clip.class);
    assertEquals(Status.CLEAN, migrations.check().status(), migrations.check().text());
    assertEquals(List.of(), migrations.generate().files());
    assertTrue(migrations.drift().isClean(), migrations.drift().text());
    assertEquals(before, files());
  }

  @Test
  void areFollowedByScriptsWithTheNewHead() throws IOException {
    Map<String, String> before = files();
    Migrations migrations = project.with(WithWidth.Clip.class);

    GenerateReport report = migrations.generate();

    assertEquals(List.of(Path.of(Project.H2, NEXT), Path.of(Project.H2, SNAPSHOT)), report.files());
    Map<String, String> after = files();
    assertEquals(before.get(CREATE), after.get(CREATE));
    assertEquals(before.get(ALTER), after.get(ALTER));
    assertEquals(
        List.of(
            "-- Written by metaxy-jooq from the feature specs. Do not edit it once a database has"
                + " run it.",
            "-- clip: add column width to clip"),
        after.getOrDefault(NEXT, "").lines().limit(2).toList());
    for (String script : List.of(CREATE, ALTER, NEXT)) {
      assertTrue(after.getOrDefault(SNAPSHOT, "").contains(script), script);
    }
    assertEquals(Status.CLEAN, migrations.check().status());
    assertTrue(migrations.drift().isClean(), migrations.drift().text());
    project.with(WithWidth.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();
    assertEquals(after, files());
  }

  @Test
  void areRecognizedWithoutTheirSnapshot() throws IOException {
    project.with(WithWidth.Clip.class).generate();
    Map<String, String> before = files();
    Files.delete(project.path(Project.H2 + "/" + SNAPSHOT));

    String message =
        assertThrows(MigrationException.class, () -> project.with(WithWidth.Clip.class).generate())
            .getMessage();
    assertTrue(message.startsWith("Cannot find script " + CREATE + " in any snapshot"), message);
    project.with(WithWidth.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(before, files());
  }

  @Test
  void areRecognizedByTheirWholeFirstLine() {
    assertTrue(ScriptText.isHead(head(CREATE)));
    assertTrue(ScriptText.isHead("-- Written by metaxy-jooq from the feature specs;"), "wrapped");
    assertFalse(ScriptText.isHead("-- Written by metaxy-jooq"));
    assertFalse(ScriptText.isHead("-- "));
  }

  private String head(String file) {
    return ScriptFolder.text(project.path(Project.H2 + "/" + file), FlywaySettings.DEFAULT)
        .lines()
        .findFirst()
        .orElse("");
  }

  @Test
  void nameTheirColumnsInAllowances() throws IOException {
    write(
        NEXT,
        head(CREATE)
            + """

            -- clip: drop column path of clip
            -- DESTRUCTIVE drop-column: The values of all versions are lost.

            alter table "clip" drop column "path";

            -- clip: drop column seconds of clip
            alter table "clip" drop column "seconds";
            """);
    project.with(WithoutPath.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

    assertEquals(
        Status.CLEAN,
        project
            .with(WithoutPath.Clip.class, o -> o.allow(Set.of("drop-column:clip.path")))
            .check()
            .status());
    assertEquals(
        "broken: Invalid column in metaxy.allow: drop-column:clip.pth (must be one of ",
        project
            .with(WithoutPath.Clip.class, o -> o.allow(Set.of("drop-column:clip.pth")))
            .check()
            .summary()
            .replaceFirst("\\[.*", ""));
  }
}
