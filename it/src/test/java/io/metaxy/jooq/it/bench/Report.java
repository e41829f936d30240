package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of a run, as JSON for programs and as a Markdown table for people. */
final class Report {

  static final String FLOOR = "floor";

  /** The server's fenced statement on the store's tables, if there is a server. */
  static final String SERVER = "server's own, fetched";

  static final String COUNTED = "ours, counted";
  static final String FETCHED = "ours, fetched";
  static final String END_TO_END = "ours, end to end";
  static final String RAW_WRITE = "raw path";
  static final String WRITE = "ours, written";

  /** The measurements in the JSON by their names there. */
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
        "{\"database\": \"%s\", \"graph\": \"%s\", \"rows\": %d, \"rounds\": %d, \"cases\":"
            + " [%n%s%n]}",
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

  /** Returns a table with one line per measurement. */
  String table() {
    StringBuilder table = new StringBuilder();
    line(
        table,
        List.of("case", "what", "median ms", "min - max ms", "x floor", "x server", "rows/s"),
        List.of("engine", "peak heap MB"));
    line(
        table,
        List.of("---", "---", "---:", "---:", "---:", "---:", "---:"),
        List.of("---", "---:"));
    cases.forEach(
        result -> result.timings().forEach((name, timing) -> line(table, result, name, timing)));
    return table.toString();
  }

  private void line(StringBuilder table, CaseResult result, String name, Timing timing) {
    boolean ours = name.startsWith("ours");
    Timing first = result.timings().values().iterator().next();
    line(
        table,
        List.of(
            result.name(),
            name,
            decimal(timing.median()),
            decimal(timing.min()) + " - " + decimal(timing.max()),
            ratio(timing, first),
            ratio(timing, result.timings().get(SERVER)),
            String.format(Locale.ROOT, "%,.0f", settings.rows() / timing.median() * 1_000)),
        List.of(
            ours && result.engine() != null ? result.engine() : "",
            ours && result.peakHeapMb() != null ? decimal(result.peakHeapMb()) : ""));
  }

  private static String ratio(Timing timing, @Nullable Timing other) {
    return other == null
        ? ""
        : String.format(Locale.ROOT, "%.2f", timing.median() / other.median());
  }

  private static void line(StringBuilder table, List<String> left, List<String> right) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %-8s | %-21s | %9s | %17s | %7s | %8s | %10s | %-6s | %12s |%n",
            Stream.concat(left.stream(), right.stream()).toArray()));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
