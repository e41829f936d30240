package io.metaxy.jooq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import java.util.List;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** The packages follow the flow of the data; none depends on a later one. */
class ArchitectureTest {

  /** The packages that users of the library use. */
  private static final List<String> API =
      List.of("spec", "graph", "table", "store", "config", "project");

  private static final Architecture RUNTIME = Architecture.of("io.metaxy.jooq");

  @Test
  void packagesDependLeftwards() {
    assertEquals(
        List.of(),
        RUNTIME.order(
            List.of(
                "spec",
                "value",
                "graph",
                "dialect.connect",
                "dialect.join",
                "dialect.list",
                "dialect.nested",
                "dialect",
                "dialect.h2",
                "dialect.postgresql",
                "dialect.duckdb",
                "dialect.mariadb",
                "table",
                "sql",
                "resolve",
                "resolve.merge",
                "resolve.spool",
                "row",
                "store",
                "config",
                "project")));
  }

  @Test
  void packagesHaveNoCycles() {
    assertEquals(List.of(), RUNTIME.cycles());
  }

  @Test
  void packagesAreOneSubjectEach() {
    assertEquals(List.of(), RUNTIME.size(30));
  }

  @Test
  void packagesAreNullMarked() {
    assertEquals(List.of(), RUNTIME.nullMarked());
  }

  @Test
  void onlyApiIsPublic() {
    List<String> byName =
        List.of("H2Dialect", "PostgresDialect", "DuckDbDialect", "MariaDbDialect");
    assertEquals(List.of(), RUNTIME.visibility(API, byName));
  }

  @Test
  void onlyDialectsKnowDatabases() {
    assertEquals(
        List.of(),
        RUNTIME.databases(
            SQLDialect.class,
            List.of("dialect.h2", "dialect.postgresql", "dialect.duckdb", "dialect.mariadb")));
  }

  @Test
  void specsAndPlansKnowNoJooqAndNoSql() {
    assertEquals(
        List.of(),
        RUNTIME.ignorance(
            List.of("spec", "graph"),
            List.of("org.jooq", "java.sql", "javax.sql"),
            "keys, specs and plans are values without a database"));
  }
}
