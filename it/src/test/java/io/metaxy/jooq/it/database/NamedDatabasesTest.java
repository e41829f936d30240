package io.metaxy.jooq.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only fixtures name databases. */
class NamedDatabasesTest {

  private static final Path TESTS = Path.of("src/test/java/io/metaxy/jooq/it");

  @ParameterizedTest
  @ValueSource(strings = {"store", "connection", "resolve", "model", "story", "compat", "words"})
  void noTestNamesADatabase(String room) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(TESTS.resolve(room))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        found.addAll(NamedDatabases.in(file, Files.readString(file)));
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void aNamedDatabaseIsFoundWithItsLine() {
    String source =
        """
        import static io.metaxy.jooq.it.database.H2Fixture.H2_FILE;
        /** SQLDialect.H2 in a comment does not count. */
        boolean h2 = dialect == org.jooq.SQLDialect.H2; // nor SQLDialect.DUCKDB
        char quote = '"'; String text = "SQLDialect.H2 \\" MigrationDatabase.H2";
        case DUCKDB_MEMORY -> 1;
        SQLDialect.MYSQL, MigrationDatabase.valueOf("H2")
        """;
    List<String> found = NamedDatabases.in(Path.of("ReadingTest.java"), source);
    assertEquals(
        "ReadingTest.java:1 names H2Fixture; query the fixture instead, or name the test after the"
            + " database",
        found.get(0));
    assertEquals(
        List.of(
            "1 names H2Fixture",
            "1 names H2_FILE",
            "3 names SQLDialect.H2",
            "5 names DUCKDB_MEMORY"),
        found.stream().map(f -> f.replaceAll("ReadingTest.java:|; query.*", "")).toList());
  }

  @Test
  void aTestOfOneDatabaseNamesIt() {
    String source = "PostgresFixture.POSTGRESQL";
    assertEquals(List.of(), NamedDatabases.in(Path.of("PostgresStandbyTest.java"), source));
    assertTrue(NamedDatabases.in(Path.of("StandbyTest.java"), source).size() > 0);
  }
}
