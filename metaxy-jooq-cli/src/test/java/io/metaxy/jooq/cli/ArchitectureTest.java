package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands are one small package. */
class ArchitectureTest {

  /** What the JVM and jOOQ find by their names. */
  private static final List<String> BY_NAME = List.of("Main", "SessionDatabase");

  private static final Architecture MODULE = Architecture.of("io.metaxy.jooq.cli");

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
  void onlyTheEntryPointsArePublic() {
    assertEquals(List.of(), MODULE.visibility(List.of(), BY_NAME));
  }
}
