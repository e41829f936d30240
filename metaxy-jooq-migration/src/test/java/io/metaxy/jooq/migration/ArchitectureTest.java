package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Desired and existing tables become changes, plans, scripts and reports, and no package depends on
 * a later one. The API package counts as two: the values that all packages use, on the left, and
 * {@link Migrations}, which uses all packages, on the right.
 */
class ArchitectureTest {

  private static final Architecture MODULE = Architecture.of("io.metaxy.jooq.migration");

  private static final List<String> DATABASES =
      List.of("database.h2", "database.postgresql", "database.duckdb", "database.mariadb");

  @Test
  void packagesDependLeftwards() {
    List<String> order =
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
            "report");
    assertEquals(List.of(), MODULE.without(Migrations.class).order(order));
  }

  @Test
  void packagesHaveNoCycles() {
    assertEquals(List.of(), MODULE.without(Migrations.class).cycles());
  }

  @Test
  void packagesAreOneSubjectEach() {
    assertEquals(List.of(), MODULE.size(30));
  }

  @Test
  void packagesAreNullMarked() {
    assertEquals(List.of(), MODULE.nullMarked());
  }

  @Test
  void onlyApiIsPublic() {
    List<String> services =
        List.of("H2Support", "PostgresSupport", "DuckDbSupport", "MariaDbSupport");
    List<String> ofFixtures = List.of("MariaDbServer");
    List<String> byName = Stream.of(services, ofFixtures).flatMap(List::stream).toList();
    assertEquals(List.of(), MODULE.visibility(List.of("", "report"), byName));
  }

  @Test
  void onlyTheirPackagesKnowDatabases() {
    assertEquals(List.of(), MODULE.databases(MigrationDatabase.class, DATABASES));
  }
}
