package io.metaxy.jooq.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checks the dependencies between the packages of tests, and the rules for the worked example, a
 * module without tests.
 */
class ArchitectureTest {

  /** Excludes generated code, whose packages depend on each other. */
  private static final Architecture ROOMS =
      Architecture.ofAll("io.metaxy.jooq.it")
          .withoutPackages(List.of("db", "prefixed", "bench.db", "frame.db", "interop.db"));

  private static final Architecture EXAMPLE =
      Architecture.ofAll("io.metaxy.jooq.example")
          .withoutPackages(
              List.of(
                  "db",
                  "speech.db",
                  "quickstart.db",
                  "basic.db",
                  "expansion.db",
                  "aggregation.db"));

  @Test
  void roomsDependLeftwards() {
    assertEquals(
        List.of(),
        ROOMS.order(
            List.of(
                "features",
                "bench.features",
                "frame",
                "database",
                "story",
                "testing",
                "bench",
                "bench.vectors",
                "resolve",
                "store",
                "document",
                "column",
                "live",
                "config",
                "project",
                "connection",
                "model",
                "compat",
                "interop",
                "words",
                "")));
    assertEquals(
        List.of(),
        EXAMPLE.order(
            List.of("features", "speech", "quickstart", "basic", "expansion", "aggregation", "")));
  }

  @Test
  void roomsHaveNoCycles() {
    assertEquals(List.of(), ROOMS.cycles());
    assertEquals(List.of(), EXAMPLE.cycles());
  }

  @Test
  void roomsAreOneSubjectEach() {
    assertEquals(List.of(), ROOMS.size(30));
    assertEquals(List.of(), EXAMPLE.size(30));
  }
}
