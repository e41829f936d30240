package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.script.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was written.
 *
 * @param databases what each database lacked
 * @param files the scripts, their configuration and the snapshots that were written
 * @param removed the snapshots of tables that are no more
 */
public record GenerateReport(List<DatabaseDiff> databases, List<Path> files, List<Path> removed) {

  public GenerateReport {
    databases = List.copyOf(databases);
    files = List.copyOf(files);
    removed = List.copyOf(removed);
  }

  /** For people: the differences, and the files that are to be committed. */
  public String text() {
    StringBuilder text = new StringBuilder(DiffText.of(databases));
    files.forEach(file -> text.append("Wrote ").append(file).append('\n'));
    removed.forEach(file -> text.append("Removed ").append(file).append('\n'));
    return text.toString();
  }

  /** For programs. */
  public String json() {
    Map<String, Object> object = DiffJson.of(Status.CLEAN, databases);
    object.put("files", files.stream().map(Path::toString).toList());
    object.put("removed", removed.stream().map(Path::toString).toList());
    return Json.write(object);
  }
}
