package io.metaxy.jooq.migration.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The documentation's list of rules matches the code. Run with {@code -Dmetaxy.golden=write} to
 * rewrite it.
 */
class RulesPageTest {

  private static final Path PAGE = Path.of("../docs/migration-rules.md");

  @Test
  void theListOfRulesIsThatOfTheCode() throws Exception {
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, RulesPage.text());
    }
    assertEquals(Files.readString(PAGE).replace("\r\n", "\n"), RulesPage.text());
  }
}
