package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.it.bench.ComparedWay.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results of a comparison, as JSON for programs and as a Markdown table for people.
 *
 * @param settings what was measured
 * @param limit the maximum median ratio
 * @param ways the rounds by way
 */
record ComparisonReport(Settings settings, double limit, List<ComparedWay> ways) {

  /** Returns the ways in which the head exceeds the limit. */
  List<String> worse() {
    List<String> worse = new ArrayList<>();
    for (ComparedWay way : ways) {
      for (Measure measure : Measure.values()) {
        double ratio = way.ratio(measure).median();
        if (!(ratio <= limit)) {
          worse.add(
              String.format(
                  Locale.ROOT,
                  "%s, %s, %s %.2f",
                  way.caseName(),
                  way.way(),
                  measure.word(),
                  ratio));
        }
      }
    }
    return worse;
  }

  /** Returns a table with one line per way. */
  String table() {
    StringBuilder table = new StringBuilder();
    row(table, "case", "what", "wall ms", "ratio", "range", "CPU ms", "ratio", "range", "JVM part");
    row(table, "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
    for (ComparedWay way : ways) {
      List<String> cells = new ArrayList<>(List.of(way.caseName(), way.way()));
      for (Measure measure : Measure.values()) {
        Timing ratio = way.ratio(measure);
        cells.add(
            String.format(
                Locale.ROOT,
                "%.1f -> %.1f",
                measure.timing(way.base()).median(),
                measure.timing(way.head()).median()));
        cells.add(decimal(ratio.median()));
        cells.add(decimal(ratio.min()) + " - " + decimal(ratio.max()));
      }
      cells.add(String.format(Locale.ROOT, "%.1f -> %.1f", jvm(way.base()), jvm(way.head())));
      row(table, cells.toArray());
    }
    return table.toString();
  }

  private static double jvm(List<Cost> rounds) {
    return Timing.of(rounds.stream().map(Cost::jvm).toList()).median();
  }

  private static void row(StringBuilder table, Object... cells) {
    table.append(
        String.format(
            Locale.ROOT,
            "| %-8s | %-16s | %20s | %5s | %11s | %20s | %5s | %11s | %16s |%n",
            cells));
  }

  Path write() throws IOException {
    Path file = settings.directory().resolve("compare-" + settings.name() + ".json");
    Files.createDirectories(settings.directory());
    Files.writeString(file, json() + System.lineSeparator());
    return file;
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"database\": \"%s\", \"graph\": \"%s\", \"rows\": %d, \"rounds\": %d, \"limit\": %s,"
            + " \"ways\": [%n%s%n]}",
        settings.database(),
        settings.graph(),
        settings.rows(),
        settings.rounds(),
        decimal(limit),
        ways.stream().map(way -> "  " + json(way)).collect(joining("," + System.lineSeparator())));
  }

  private static String json(ComparedWay way) {
    List<String> members = new ArrayList<>();
    members.add("\"case\": \"" + way.caseName() + "\"");
    members.add("\"what\": \"" + way.way() + "\"");
    members.add("\"times\": " + way.times());
    for (Measure measure : Measure.values()) {
      Timing ratio = way.ratio(measure);
      members.add(
          String.format(
              Locale.ROOT,
              "\"%s\": {\"base_ms\": %.1f, \"head_ms\": %.1f, \"ratio\": %.3f, \"min\": %.3f,"
                  + " \"max\": %.3f}",
              measure.word().toLowerCase(Locale.ROOT),
              measure.timing(way.base()).median(),
              measure.timing(way.head()).median(),
              ratio.median(),
              ratio.min(),
              ratio.max()));
    }
    members.add(
        String.format(
            Locale.ROOT,
            "\"jvm\": {\"base_ms\": %.1f, \"head_ms\": %.1f}",
            jvm(way.base()),
            jvm(way.head())));
    return "{" + String.join(", ", members) + "}";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
