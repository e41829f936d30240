package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.script.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was taken as it is.
 *
 * @param features the keys of the features whose tables were adopted
 * @param files the scripts and snapshots that were written
 * @param baseline the command by which the database that has the tables passes over their scripts;
 *     null when it needs none
 * @param notes what else the reader should know
 */
public record AdoptReport(
    List<String> features, List<Path> files, @Nullable String baseline, List<String> notes) {

  public AdoptReport {
    features = List.copyOf(features);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /** For people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        features.isEmpty()
            ? "No table to adopt: of those that the user may see, none is a feature's without snapshot\n"
            : "Adopted the tables of " + String.join(", ", features) + "\n");
    files.forEach(file -> text.append("Wrote ").append(file).append('\n'));
    notes.forEach(note -> text.append(note).append('\n'));
    if (baseline != null) {
      text.append("Now, once, on the database that has these tables:\n  ")
          .append(baseline)
          .append('\n');
    }
    return text.toString();
  }

  /** For programs. */
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
