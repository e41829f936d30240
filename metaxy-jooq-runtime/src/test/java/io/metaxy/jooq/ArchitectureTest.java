package io.metaxy.jooq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.architecture.Architecture;
import io.metaxy.jooq.architecture.ModuleRules;
import java.util.List;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

/** The packages follow the flow of the data; none depends on a later one. */
class ArchitectureTest extends ModuleRules {

  private static final List<String> ORDER =
      List.of(
          "json",
          "spec",
          "value",
          "exception",
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
          "context",
          "write",
          "increment",
          "store",
          "config",
          "project");

  /** The packages that users of the library use. */
  private static final List<String> API =
      List.of(
          "json", "spec", "exception", "graph", "table", "increment", "store", "config", "project");

  private static final List<String> SERVICES =
      List.of("H2Dialect", "PostgresDialect", "DuckDbDialect", "MariaDbDialect");

  ArchitectureTest() {
    super(Architecture.of("io.metaxy.jooq"), ORDER, API, SERVICES);
  }

  @Test
  void onlyDialectsKnowDatabases() {
    assertEquals(
        List.of(),
        module.databases(
            SQLDialect.class,
            List.of("dialect.h2", "dialect.postgresql", "dialect.duckdb", "dialect.mariadb")));
  }

  @Test
  void specsAndPlansKnowNoJooqAndNoSql() {
    assertEquals(
        List.of(),
        module.ignorance(
            List.of("spec", "graph"),
            List.of("org.jooq", "java.sql", "javax.sql"),
            "keys, specs and plans are values without a database"));
  }
}
