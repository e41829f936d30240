package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.Options;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The declared options have the words and defaults of migrations. */
class DeclaredOptionsTest {

  @Test
  void defaultsAreThoseOfMigrations() {
    assertEquals(Optional.of(MigrationOptions.DIRECTORY), Options.DIRECTORY.byDefault());
    assertEquals(
        Optional.of(MigrationOptions.SYSTEM_DIRECTORY), Options.SYSTEM_DIRECTORY.byDefault());
  }

  @Test
  void wordsAreThoseOfMigrations() {
    assertEquals("one of " + words(CurrentSource.values()), Options.CURRENT.type().expected());
    assertEquals("one of " + words(Naming.values()), Options.NAMING.type().expected());
    assertEquals(
        "a list of texts of " + words(MigrationDatabase.values()), expected(Options.DATABASES));
  }

  private static String expected(ConfigOption<?> option) {
    return option.type().expected();
  }

  private static String words(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
