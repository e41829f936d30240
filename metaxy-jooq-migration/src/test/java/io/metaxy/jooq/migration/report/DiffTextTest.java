package io.metaxy.jooq.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Clips.WithoutPath;
import io.metaxy.jooq.migration.fixture.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of several databases repeats no sentence. */
class DiffTextTest {

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void generate() {
    project = new Project(directory);
    project.with(AtFirst.Clip.class, DiffTextTest::both).generate();
  }

  private static MigrationOptions.Builder both(MigrationOptions.Builder options) {
    return options.databases(MigrationDatabase.H2, MigrationDatabase.DUCKDB);
  }

  private List<String> diff(Class<?> feature, Set<String> allowed) {
    return project
        .with(feature, o -> both(o.allow(allowed)))
        .diff()
        .text()
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  void aProblemIsExplainedOnce() {
    List<String> problems =
        diff(WithoutPath.Clip.class, Set.of()).stream()
            .filter(line -> line.startsWith("[drop-column]"))
            .toList();

    assertEquals(
        List.of(
            "[drop-column] clip, column path: Cannot drop column path from clip without"
                + " permission, because the values of all versions are lost; allow"
                + " drop-column:clip.path, or keep the column in the spec",
            "[drop-column] clip, column path: the same as for h2"),
        problems);
  }

  @Test
  void aRiskIsExplainedOnce() {
    assertEquals(
        List.of("drop-column: The values of all versions are lost."),
        diff(WithoutPath.Clip.class, Set.of("drop-column")).stream()
            .filter(line -> line.startsWith("drop-column: "))
            .toList());
  }

  @Test
  void whatCouldBeStricterIsCounted() {
    project.with(WithSeconds.Clip.class, DiffTextTest::both).generate();

    List<String> lines = diff(WithSeconds.Clip.class, Set.of());

    String line =
        "1 change would make the tables as strict as new ones; preview with -Dmetaxy.harden=true";
    assertEquals(List.of("h2: nothing to do", line, "duckdb: nothing to do", line), lines);
    assertFalse(lines.stream().anyMatch(text -> text.contains("forbid nulls")));
    assertTrue(
        project
            .with(WithSeconds.Clip.class, o -> both(o.harden(true)))
            .diff()
            .text()
            .contains("forbid nulls in column seconds of clip"));
  }
}
