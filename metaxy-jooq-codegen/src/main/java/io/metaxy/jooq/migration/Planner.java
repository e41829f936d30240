package io.metaxy.jooq.migration;

import java.util.List;

/** Makes scripts of differences. */
final class Planner {
  private Planner() {}

  /** The scripts that make the changes on a database. */
  static MigrationPlan plan(
      SchemaDiff diff, SchemaState current, MigrationDatabase db, PlanOptions options) {
    return new MigrationPlan(List.of(), List.of());
  }
}
