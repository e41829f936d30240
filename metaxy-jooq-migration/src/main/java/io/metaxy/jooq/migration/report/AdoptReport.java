package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.script.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The adopted tables.
 *
 * @param features the keys of the features whose tables were adopted
 * @param files the scripts and snapshots that were written
 * @param baseline the command by which the database that has the tables skips their scripts; null
 *     when it needs none
 * @param notes further notes for the reader
 */
public record AdoptReport(
    List<String> features, List<Path> files, @Nullable String baseline, List<String> notes) {

  public AdoptReport {
    features = List.copyOf(features);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /** The report as text. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        features.isEmpty()
            ? "No table to adopt: every feature with a visible table already has a snapshot\n"
            : "Adopted the tables of " + String.join(", ", features) + "\n");
    files.forEach(file -> text.append("Wrote ").append(file).append('\n'));
    notes.forEach(note -> text.append(note).append('\n'));
    if (baseline != null) {
      text.append("Run once on the database that has these tables:\n  ")
          .append(baseline)
          .append('\n');
    }
    return text.toString();
  }

  /** The report as JSON. */
  public String json() {
    return Json.write(
        Map.of(
            "features",
            features,
            "files",
            files.stream().map(Path::toString).toList(),
            "baseline",
            baseline == null ? "" : baseline,
            "notes",
            notes));
  }
}
