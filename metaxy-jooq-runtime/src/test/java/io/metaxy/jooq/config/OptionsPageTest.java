package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of the configuration has the reference of all options. Run with {@code
 * -Dmetaxy.golden=write} to rewrite it.
 */
class OptionsPageTest {

  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String MARK = "<!-- options -->\n";

  @Test
  void thePageHasAllOptions() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(MARK) + MARK.length();
    String expected = page.substring(0, start) + "\n" + OptionsReference.markdown();
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE));
  }
}
