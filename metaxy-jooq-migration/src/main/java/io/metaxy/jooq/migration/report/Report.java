package io.metaxy.jooq.migration.report;

/** What a method of {@link io.metaxy.jooq.migration.Migrations} found or did. */
public sealed interface Report
    permits AdoptReport, CheckReport, DiffReport, DriftReport, GenerateReport {

  /** The report as lines of text. */
  String text();

  /** The report as JSON. */
  String json();
}
