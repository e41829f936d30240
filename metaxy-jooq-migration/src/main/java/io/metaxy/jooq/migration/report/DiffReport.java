package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.script.Json;
import java.util.List;

/**
 * What specs ask for and scripts do not make yet.
 *
 * @param databases each database, the tables of features before those of the system
 */
public record DiffReport(List<DatabaseDiff> databases) {

  public DiffReport {
    databases = List.copyOf(databases);
  }

  /** The worst of all databases. */
  public Status status() {
    return databases.stream()
        .map(DatabaseDiff::status)
        .reduce(Status.CLEAN, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** For people. */
  public String text() {
    return DiffText.of(databases);
  }

  /** For programs. */
  public String json() {
    return Json.write(DiffJson.of(status(), databases));
  }
}
