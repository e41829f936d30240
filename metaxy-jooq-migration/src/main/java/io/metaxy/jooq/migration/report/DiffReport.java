package io.metaxy.jooq.migration.report;

import io.metaxy.jooq.migration.Status;
import io.metaxy.jooq.migration.script.Json;
import java.util.List;

/**
 * What the specs require but the scripts do not create yet.
 *
 * @param databases the databases, those of feature tables before those of system tables
 */
public record DiffReport(List<DatabaseDiff> databases) implements Report {

  public DiffReport {
    databases = List.copyOf(databases);
  }

  /** The worst status of all databases. */
  public Status status() {
    return databases.stream()
        .map(DatabaseDiff::status)
        .reduce(Status.CLEAN, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** The report as text. */
  @Override
  public String text() {
    return DiffText.of(databases);
  }

  /** The report as JSON. */
  @Override
  public String json() {
    return Json.write(DiffJson.of(status(), databases));
  }
}
