package io.metaxy.jooq.it.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares a revision with itself, without asserting times. */
@Isolated("measures time")
class ComparisonTest {

  private static final String CLASSES = System.getProperty("java.class.path");

  @TempDir Path directory;

  @Test
  @Tag("exhaustive")
  void bothSidesTakeTheirTurnsInEveryCaseAndFindTheSame() throws Exception {
    Settings settings = settings("postgresql", List.of("new", "stale", "write"), 2);
    List<ComparedWay> compared;
    try (SharedServer server = SharedServer.start(settings);
        Side base = Side.start("base", CLASSES, server.of("base"), "256m");
        Side head = Side.start("head", CLASSES, server.of("head"), "256m")) {
      assertTrue(base.description().startsWith("PostgreSQL "), base.description());
      compared =
          new Comparison(
                  settings, base, head, List.of("counted", "written"), Duration.ZERO, Duration.ZERO)
              .run();
    }
    assertEquals(
        List.of("new counted 2 2", "stale counted 2 2", "write written 2 2"),
        compared.stream()
            .map(
                way ->
                    String.join(
                        " ",
                        way.caseName(),
                        way.way(),
                        Integer.toString(way.base().size()),
                        Integer.toString(way.head().size())))
            .toList());
  }

  @Test
  @Tag("exhaustive")
  void sidesThatFindSomethingElseAreNotCompared() throws Exception {
    Settings settings = settings("h2", List.of("new"), 1);
    Settings more = new Settings("h2", "simple", 20, 1, settings.cases(), 1, "", directory, "");
    try (Side base = Side.start("base", CLASSES, settings, "256m");
        Side head = Side.start("head", CLASSES, more, "256m")) {
      Comparison comparison =
          new Comparison(settings, base, head, List.of("counted"), Duration.ZERO, Duration.ZERO);
      assertEquals(
          "Cannot compare sides with different results: new counted is"
              + " Tally[newSamples=10, stale=0, orphaned=0] and"
              + " Tally[newSamples=20, stale=0, orphaned=0]",
          assertThrows(IllegalStateException.class, comparison::run).getMessage());
    }
  }

  @Test
  void aSideThatHasEndedSaysSo() {
    Settings settings = settings("h2", List.of("new"), 1);
    assertEquals(
        "Cannot compare with the side base: it has exited; see its messages above",
        assertThrows(
                IllegalStateException.class,
                () -> Side.start("base", directory.toString(), settings, "256m"))
            .getMessage());
  }

  @Test
  void anUnknownWayIsRefused() {
    System.setProperty("compare.ways", "counted,counting");
    try {
      assertEquals(
          "Invalid compare.ways: counting (must be one of [counted, fetched, end to end, written])",
          assertThrows(IllegalArgumentException.class, () -> Comparison.main(new String[] {"", ""}))
              .getMessage());
    } finally {
      System.clearProperty("compare.ways");
    }
  }

  @Test
  void theMedianOfTheRatiosOfTheRoundsIsHeldAgainstTheLimit() throws Exception {
    ComparedWay way =
        new ComparedWay(
            "new",
            "counted",
            4,
            List.of(new Cost(10, 10, 1), new Cost(20, 20, 1), new Cost(10, 0, 1)),
            List.of(new Cost(12, 10, 1), new Cost(20, 20, 1), new Cost(11, 5, 1)));
    ComparisonReport report =
        new ComparisonReport(settings("h2", List.of("new"), 3), 1.05, List.of(way));
    assertEquals(List.of("new, counted, wall 1.10"), report.worse());
    JsonNode json = new ObjectMapper().readTree(report.json()).get("ways").get(0);
    assertEquals(1.1, json.get("wall").get("ratio").asDouble());
    assertEquals(1.2, json.get("wall").get("max").asDouble());
    // Zero counts as one tick, divided by the four executions.
    assertEquals(2, json.get("cpu").get("max").asDouble());
    assertEquals(1, json.get("jvm").get("head_ms").asDouble());
    assertTrue(report.table().contains("10.0 -> 12.0"), report.table());
  }

  private Settings settings(String database, List<String> cases, int rounds) {
    return new Settings(
        database, "simple", 10, rounds, new LinkedHashSet<>(cases), 1, "", directory, "");
  }
}
