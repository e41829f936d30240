package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.script.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The written files.
 *
 * @param databases what each database lacked before
 * @param files the scripts, their configuration and the snapshots that were written
 * @param removed the snapshots of tables that no longer exist
 */
public record GenerateReport(List<DatabaseDiff> databases, List<Path> files, List<Path> removed)
    implements Report {

  public GenerateReport {
    databases = List.copyOf(databases);
    files = List.copyOf(files);
    removed = List.copyOf(removed);
  }

  /** The report as text: the differences, and the files to commit. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder(DiffText.of(databases));
    files.forEach(file -> text.append("Wrote ").append(file).append('\n'));
    removed.forEach(file -> text.append("Removed ").append(file).append('\n'));
    return text.toString();
  }

  /** The report as JSON. */
  @Override
  public String json() {
    Map<String, Object> object = DiffJson.of(Status.CLEAN, databases);
    object.put("files", files.stream().map(Path::toString).toList());
    object.put("removed", removed.stream().map(Path::toString).toList());
    return Json.write(object);
  }
}
