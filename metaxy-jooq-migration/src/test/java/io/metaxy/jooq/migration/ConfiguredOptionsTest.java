package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations in Java take their options from a configuration. */
class ConfiguredOptionsTest {

  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void realDirectory() throws IOException {
    directory = temporary.toRealPath();
  }

  private MetaxyConfig config(String toml) throws IOException {
    Files.writeString(directory.resolve("metaxy.toml"), toml);
    return MetaxyConfig.read(
        ConfigInput.of(directory, Map.of("METAXY_EXT__JOOQ__PASSWORD", "hunter2")));
  }

  @Test
  void everyOptionIsTaken() throws IOException {
    MigrationOptions options =
        MigrationOptions.builder(
                config(
                    """
                    [ext.jooq]
                    features = ["a.B"]
                    databases = ["mariadb", "h2"]
                    directory = "s/{database}"
                    system_directory = "y/{database}"
                    system_tables = true
                    current = "database"
                    naming = "auto"
                    allow = ["narrow-type"]
                    drop = ["old"]
                    harden = true
                    require_from_now = true
                    url = "jdbc:h2:mem:x"
                    user = "sa"
                    scratch_url = "jdbc:h2:mem:y"
                    flyway = {table = "history"}
                    """))
            .basedir(directory)
            .build();

    assertEquals(List.of(MigrationDatabase.H2, MigrationDatabase.MARIADB), options.databases());
    assertEquals(
        new MigrationOptions.Folders("s/{database}", "y/{database}", true), options.folders());
    assertEquals(CurrentSource.DATABASE, options.current());
    assertEquals(Naming.AUTO, options.naming());
    assertEquals(new PlanOptions(Set.of("narrow-type"), Set.of("old"), true, true), options.plan());
    assertEquals(
        LiveDatabase.at("jdbc:h2:mem:x", "sa", "hunter2").withScratch("jdbc:h2:mem:y"),
        options.connection());
    assertEquals("history", options.flyway().table().orElseThrow());
    assertFalse(options.toString().contains("hunter2"), options.toString());
  }

  @Test
  void scriptsAreWritten() throws IOException {
    Migrations.of(
            MigrationOptions.builder(
                    config(
                        """
                        [ext.jooq]
                        features = ["%s"]
                        databases = ["h2"]
                        naming = "sequential"
                        table_prefix = "t_"
                        """
                            .formatted(AtFirst.Clip.class.getName())))
                .basedir(directory)
                .build())
        .generate();

    assertTrue(
        Files.readString(
                directory.resolve("src/main/resources/db/migration/h2/V1__metaxy_create_clip.sql"))
            .contains("${metaxyTablePrefix}clip"));
  }

  @Test
  void aVariableThatIsNotSetIsNamed() throws IOException {
    MetaxyConfig config = config("[ext.jooq]\nurl = \"${LIVE}\"\n");

    assertEquals(
        "Cannot use ext.jooq.url in "
            + directory.resolve("metaxy.toml")
            + ", line 2: the environment variable LIVE is not set; set it, or write"
            + " ${LIVE:-default}",
        assertThrows(ConfigException.class, () -> MigrationOptions.builder(config)).getMessage());
  }

  @Test
  void anUnknownPropertyIsRefused() {
    assertEquals(
        "Cannot read the features: 1 problem\n"
            + "  [bad-option] metaxy.feature: Cannot use the property metaxy.feature of jOOQ's"
            + " database: there is no such option of code generation; write metaxy.features",
        assertThrows(
                MigrationException.class,
                () -> MigrationOptions.builder(Map.of("metaxy.feature", "x")))
            .getMessage());
  }
}
