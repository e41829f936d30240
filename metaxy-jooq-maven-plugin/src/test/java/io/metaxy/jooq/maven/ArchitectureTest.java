package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The goals are one small package. */
class ArchitectureTest {

  /** What Maven finds by the names in the plugin's descriptor. */
  private static final List<String> GOALS =
      List.of("AdoptMojo", "CheckMojo", "DiffMojo", "DriftMojo", "GenerateMojo", "HelpMojo");

  private static final Architecture MODULE = Architecture.of("io.metaxy.jooq.maven");

  @Test
  void packagesDependLeftwards() {
    assertEquals(List.of(), MODULE.order(List.of("")));
  }

  @Test
  void packagesHaveNoCycles() {
    assertEquals(List.of(), MODULE.cycles());
  }

  @Test
  void packagesAreOneSubjectEach() {
    assertEquals(List.of(), MODULE.size(30));
  }

  @Test
  void packagesAreNullMarked() {
    assertEquals(List.of(), MODULE.nullMarked());
  }

  @Test
  void onlyGoalsArePublic() {
    assertEquals(List.of(), MODULE.visibility(List.of(), GOALS));
  }
}
