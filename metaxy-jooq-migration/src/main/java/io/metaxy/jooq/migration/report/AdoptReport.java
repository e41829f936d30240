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
 * @param columns the columns, such as {@code clip.seconds}, that were adopted into tables that
 *     already had a snapshot
 * @param unmapped a sentence for each column that was not adopted as its spec says
 */
public record AdoptReport(
    List<String> features,
    List<Path> files,
    @Nullable String baseline,
    List<String> notes,
    List<String> columns,
    List<String> unmapped)
    implements Report {

  /** A report without columns. */
  public AdoptReport(
      List<String> features, List<Path> files, @Nullable String baseline, List<String> notes) {
    this(features, files, baseline, notes, List.of(), List.of());
  }

  public AdoptReport {
    features = List.copyOf(features);
    columns = List.copyOf(columns);
    unmapped = List.copyOf(unmapped);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /** The report as text. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    unmapped.forEach(sentence -> text.append(sentence).append('\n'));
    if (!features.isEmpty()) {
      text.append("Adopted the tables of ").append(String.join(", ", features)).append('\n');
    }
    if (!columns.isEmpty()) {
      text.append("Adopted the columns ").append(String.join(", ", columns)).append('\n');
    }
    if (features.isEmpty() && columns.isEmpty()) {
      text.append("No table to adopt: every feature with a visible table already has a snapshot\n");
    }
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
  @Override
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
            notes,
            "columns",
            columns,
            "unmapped",
            unmapped));
  }
}
