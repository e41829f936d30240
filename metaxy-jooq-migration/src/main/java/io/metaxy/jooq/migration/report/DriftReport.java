package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.script.Json;
import java.util.List;
import java.util.Map;

/**
 * Where two of specs, snapshots, scripts and a live database disagree.
 *
 * @param edges what was compared, in the order in which a change passes through them
 */
public record DriftReport(List<Edge> edges) implements Report {

  /**
   * One comparison.
   *
   * @param database the database of the scripts
   * @param system whether it covers the system tables
   * @param from the side that says how things should be
   * @param to the side that is compared with it
   * @param findings sentences; empty when both agree
   * @param notes sentences about what is not a disagreement, such as others' columns
   */
  public record Edge(
      MigrationDatabase database,
      boolean system,
      String from,
      String to,
      List<String> findings,
      List<String> notes) {

    public Edge {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }

    /** A comparison without notes. */
    public Edge(
        MigrationDatabase database, boolean system, String from, String to, List<String> findings) {
      this(database, system, from, to, findings, List.of());
    }

    /** The compared sides, such as {@code snapshot <-> scripts}. */
    public String name() {
      return from + " <-> " + to;
    }
  }

  public DriftReport {
    edges = List.copyOf(edges);
  }

  /** Whether nothing was found. */
  public boolean isClean() {
    return edges.stream().allMatch(edge -> edge.findings().isEmpty());
  }

  /** The first finding, or that everything agrees. */
  public String summary() {
    return edges.stream()
        .filter(edge -> !edge.findings().isEmpty())
        .findFirst()
        .map(edge -> "drift: " + title(edge) + " disagree: " + edge.findings().get(0))
        .orElse("clean: " + agree());
  }

  private String agree() {
    return "Everything that was compared agrees";
  }

  /** The report as text. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Edge edge : edges) {
      boolean agree = edge.findings().isEmpty();
      text.append(title(edge)).append(agree ? ": agree\n" : ": disagree\n");
      edge.findings().forEach(finding -> text.append("  ").append(finding).append('\n'));
      edge.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    }
    return text.toString();
  }

  private static String title(Edge edge) {
    String system = edge.system() ? " system tables" : "";
    return edge.database().folder() + system + ", " + edge.name();
  }

  /** The report as JSON. */
  @Override
  public String json() {
    List<Map<String, Object>> all =
        edges.stream()
            .map(
                edge ->
                    Map.<String, Object>of(
                        "database", edge.database().folder(),
                        "system", edge.system(),
                        "edge", edge.name(),
                        "findings", edge.findings(),
                        "notes", edge.notes()))
            .toList();
    return Json.write(Map.of("status", isClean() ? "clean" : "drift", "edges", all));
  }
}
