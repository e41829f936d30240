package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Desired and existing tables become changes, plans, scripts and reports, and no package depends on
 * a later one. The API package counts as two: the values that all packages use, on the left, and
 * {@link Migrations}, which uses all packages, on the right.
 */
class ArchitectureTest extends ModuleRules {

  private static final List<String> DATABASES =
      List.of("database.h2", "database.postgresql", "database.duckdb", "database.mariadb");

  /** Services, and what the fixtures use. */
  private static final List<String> BY_NAME =
      List.of(
          "H2Support",
          "PostgresSupport",
          "DuckDbSupport",
          "MariaDbSupport",
          "MissingTables",
          "MariaDbServer");

  ArchitectureTest() {
    super(
        Architecture.of("io.metaxy.jooq.migration"),
        List.of(
            "",
            "schema",
            "change",
            "database",
            "database.h2",
            "database.postgresql",
            "database.duckdb",
            "database.mariadb",
            "diff",
            "plan",
            "script",
            "report"),
        List.of("", "report"),
        BY_NAME);
  }

  @Override
  protected Architecture ordered() {
    return module.without(Migrations.class);
  }

  @Test
  void onlyTheirPackagesKnowDatabases() {
    assertEquals(List.of(), module.databases(MigrationDatabase.class, DATABASES));
  }
}
