package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.script.Json;
import java.util.List;
import java.util.Map;

/**
 * Where two of specs, snapshots, scripts and a live database disagree.
 *
 * @param edges what was compared, in the order in which a change travels
 */
public record DriftReport(List<Edge> edges) {

  /**
   * One comparison.
   *
   * @param database whose scripts they are
   * @param system whether it is about the system's tables
   * @param from the side that says how it should be
   * @param to the side that is compared with it
   * @param findings sentences; none when both agree
   */
  public record Edge(
      MigrationDatabase database, boolean system, String from, String to, List<String> findings) {

    public Edge {
      findings = List.copyOf(findings);
    }

    /** For the reader, such as {@code snapshot <-> scripts}. */
    public String name() {
      return from + " <-> " + to;
    }
  }

  public DriftReport {
    edges = List.copyOf(edges);
  }

  /** Whether all agree. */
  public boolean isClean() {
    return edges.stream().allMatch(edge -> edge.findings().isEmpty());
  }

  /** The first edge that is broken, or that none is. */
  public String summary() {
    return edges.stream()
        .filter(edge -> !edge.findings().isEmpty())
        .findFirst()
        .map(edge -> "drift: " + title(edge) + " disagree: " + edge.findings().get(0))
        .orElse("clean: " + agree());
  }

  private String agree() {
    return "All that was compared agrees";
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Edge edge : edges) {
      boolean agree = edge.findings().isEmpty();
      text.append(title(edge)).append(agree ? ": agree\n" : ": disagree\n");
      edge.findings().forEach(finding -> text.append("  ").append(finding).append('\n'));
    }
    return text.toString();
  }

  private static String title(Edge edge) {
    String system = edge.system() ? " system tables" : "";
    return edge.database().folder() + system + ", " + edge.name();
  }

  /** For programs. */
  public String json() {
    List<Map<String, Object>> all =
        edges.stream()
            .map(
                edge ->
                    Map.<String, Object>of(
                        "database", edge.database().folder(),
                        "system", edge.system(),
                        "edge", edge.name(),
                        "findings", edge.findings()))
            .toList();
    return Json.write(Map.of("status", isClean() ? "clean" : "drift", "edges", all));
  }
}
