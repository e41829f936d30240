package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a run, as JSON for programs and as a Markdown table for people. */
final class Report {

  static final String COUNTED = "ours, counted";
  static final String FETCHED = "ours, fetched";
  static final String END_TO_END = "ours, end to end";
  static final String RAW_WRITE = "raw path";
  static final String WRITE = "ours, written";

  /** The measurements that the JSON has, by their names there. */
  private static final Map<String, String> KEYS =
      new LinkedHashMap<>(
          Map.of(
              "floor",
              "floor_ms",
              COUNTED,
              "counted_ms",
              FETCHED,
              "fetched_ms",
              END_TO_END,
              "end_to_end_ms",
              RAW_WRITE,
              "raw_write_ms",
              WRITE,
              "write_ms"));

  private final Settings settings;
  private final List<CaseResult> cases;

  Report(Settings settings, List<CaseResult> cases) {
    this.settings = settings;
    this.cases = cases;
  }

  Path write() throws IOException {
    Path file = settings.directory().resolve(settings.name() + ".json");
    Files.writeString(file, json() + System.lineSeparator());
    return file;
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"database\": \"%s\", \"graph\": \"%s\", \"rows\": %d, \"rounds\": %d, \"cases\": [%n%s%n]}",
        settings.database(),
        settings.graph(),
        settings.rows(),
        settings.rounds(),
        cases.stream()
            .map(each -> "  " + json(each))
            .collect(joining("," + System.lineSeparator())));
  }

  private static String json(CaseResult result) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("case", "\"" + result.name() + "\"");
    if (result.engine() != null) {
      members.put("engine", "\"" + result.engine() + "\"");
    }
    result
        .timings()
        .forEach(
            (name, timing) -> {
              if (KEYS.containsKey(name)) {
                members.put(KEYS.get(name), decimal(timing.median()));
              }
            });
    if (result.peakHeapMb() != null) {
      members.put("peak_heap_mb", decimal(result.peakHeapMb()));
    }
    return members.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
        .collect(joining(", ", "{", "}"));
  }

  /** One line for each measurement. */
  String table() {
    StringBuilder table = new StringBuilder();
    line(
        table,
        "case",
        "what",
        "median ms",
        "min - max ms",
        "x first",
        "rows/s",
        "engine",
        "peak heap MB");
    line(table, "---", "---", "---:", "---:", "---:", "---:", "---", "---:");
    for (CaseResult result : cases) {
      double first = result.timings().values().iterator().next().median();
      result
          .timings()
          .forEach(
              (name, timing) -> {
                boolean ours = name.startsWith("ours");
                line(
                    table,
                    result.name(),
                    name,
                    decimal(timing.median()),
                    decimal(timing.min()) + " - " + decimal(timing.max()),
                    String.format(Locale.ROOT, "%.2f", timing.median() / first),
                    String.format(Locale.ROOT, "%,.0f", settings.rows() / timing.median() * 1_000),
                    ours && result.engine() != null ? result.engine() : "",
                    ours && result.peakHeapMb() != null ? decimal(result.peakHeapMb()) : "");
              });
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String... cells) {
    int[] widths = {8, 22, 10, 20, 8, 12, 8, 12};
    for (int i = 0; i < cells.length; i++) {
      String padded = "%" + (i < 2 || i == 6 ? "-" : "") + widths[i] + "s";
      table.append("| ").append(String.format(Locale.ROOT, padded, cells[i])).append(' ');
    }
    table.append('|').append(System.lineSeparator());
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
