package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The JSON Schema for editors has all options. Run with {@code -Dmetaxy.golden=write} to rewrite
 * it.
 */
class OptionsSchemaTest {

  private static final Path SCHEMA = Path.of("../docs/metaxy.schema.json");

  @Test
  void theFileIsThatOfTheOptions() throws IOException {
    String expected = OptionsSchema.json();
    if ("write".equals(System.getProperty("metaxy.golden"))) {
      Files.writeString(SCHEMA, expected);
    }
    assertEquals(expected, Files.readString(SCHEMA));
  }
}
