package io.metaxy.jooq.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.story.Video;
import io.metaxy.jooq.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.codegen.JavaGenerator;
import org.jooq.meta.jaxb.Strategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code generation reads the configuration that Python reads, below jOOQ's own properties. */
class ConfiguredGenerationTest {

  private static final Pattern NAME =
      Pattern.compile("reference instance of <code>([a-z_]+)</code>");

  private static final String STORY = "io.metaxy.jooq.codegen.story";

  @TempDir Path temporary;
  private Path root = Path.of("");

  /** The directory of a project, below that of the file. */
  private Path project = Path.of("");

  @BeforeEach
  void directories() throws IOException {
    root = temporary.toRealPath();
    project = Files.createDirectories(root.resolve("modules/project"));
  }

  private void toml(String text) throws IOException {
    Files.writeString(root.resolve("metaxy.toml"), text);
  }

  private Codegen codegen(String... variables) {
    return Codegen.ofConfiguration(project, environment(variables));
  }

  private static Map<String, String> environment(String... variables) {
    return Stream.of(variables)
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** What a run logs. */
  private static String log(Codegen codegen) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      codegen.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void warningsReachTheLog() throws IOException {
    toml(
        """
        [ext.jooq]
        features = ["%s"]
        [stores.prod.config]
        password = "hunter2"
        """
            .formatted(STORY));

    String log = log(codegen());

    assertTrue(
        log.contains(
            "The store prod in "
                + root.resolve("metaxy.toml")
                + ", line 3 is ignored, because it has no type but only config.password; add"
                + " stores.prod.type"),
        log);
    assertFalse(log.contains("hunter2"), log);
  }

  @Test
  void aFileNamesWhatPropertiesWouldName() throws IOException {
    toml(
        """
        project = "story"
        hash_truncation_length = 16

        [ext.jooq]
        features = ["%s"]
        table_prefix = "t_"
        inject_primary_key = true
        inject_index = true
        """
            .formatted(STORY));

    Map<String, String> configured = codegen().run();

    Path other = Files.createDirectories(root.resolve("other"));
    Files.writeString(root.resolve("metaxy.toml"), "");
    assertEquals(
        Codegen.of(other, STORY)
            .property("metaxy.project", "story")
            .property("metaxy.hashTruncationLength", "16")
            .property("metaxy.tablePrefix", "t_")
            .property("metaxy.primaryKey", "true")
            .property("metaxy.index", "true")
            .run(),
        configured);
    assertTrue(configured.get("tables/Video.java").contains("\"t_video\""));
  }

  @Test
  void pyprojectIsReadToo() throws IOException {
    Files.writeString(
        project.resolve("pyproject.toml"),
        """
        [project]
        name = "python"

        [tool.metaxy.ext.jooq]
        features = ["%s"]
        table_prefix = "py_"
        """
            .formatted(STORY));

    assertTrue(codegen().run().get("tables/Video.java").contains("\"py_video\""));
  }

  @Test
  void aFileExtendsAnother() throws IOException {
    Files.writeString(root.resolve("base.toml"), "[ext.jooq]\nfeatures = [\"" + STORY + "\"]\n");
    Files.writeString(
        project.resolve("metaxy.toml"), "extend = \"../../base.toml\"\nproject = \"child\"\n");

    assertTrue(codegen().run().get("tables/Video.java").contains("\"child\""));
  }

  @Test
  void optionsOfThePythonIntegrationAreRead() throws IOException {
    toml(
        "[ext.jooq]\nfeatures = [\"%s\"]\n[ext.sqlmodel]\nenable = true\ninject_index = true\n"
            .formatted(STORY));

    assertTrue(codegen().run().get("tables/Video.java").contains("Indexes"));
  }

  @Test
  void exceptionsOfResolvableAreRead() throws IOException {
    toml("[ext.jooq]\nfeatures = [\"%s\"]\nresolvable = \"except ghost\"\n".formatted(STORY));
    assertEquals(
        List.of(
            "[bad-option] metaxy.resolvable: Cannot find ghost among the keys, classes and packages"
                + " of the features; correct the name"),
        codegen().problems());

    toml("[ext.jooq]\nfeatures = [\"%s\"]\nresolvable = false\n".formatted(STORY));
    assertTrue(codegen().run().containsKey("tables/Video.java"));
  }

  @Nested
  class Priority {

    private String table(Codegen codegen) {
      Matcher name = NAME.matcher(codegen.run().get("tables/Video.java"));
      assertTrue(name.find());
      return name.group(1);
    }

    @Test
    void aPropertyThenTheEnvironmentThenTheFileThenTheDefault() throws IOException {
      String features = "[ext.jooq]\nfeatures = [\"" + STORY + "\"]\n";
      String variable = "METAXY_EXT__JOOQ__TABLE_PREFIX=env_";
      toml(features + "table_prefix = \"file_\"\n");

      assertEquals("prop_video", table(codegen(variable).property("metaxy.tablePrefix", "prop_")));
      assertEquals("env_video", table(codegen(variable)));
      assertEquals("file_video", table(codegen()));
      toml(features);
      assertEquals("video", table(codegen()));
    }

    @Test
    void aPropertyWithoutAValueIsSilent() throws IOException {
      toml("[ext.jooq]\nfeatures = [\"%s\"]\ntable_prefix = \"file_\"\n".formatted(STORY));

      assertEquals("file_video", table(codegen().property("metaxy.tablePrefix", " ")));
    }

    @Test
    void theEnvironmentNamesAnotherFile() throws IOException {
      toml("[ext.jooq]\nfeatures = [\"none\"]\n");
      Path other = root.resolve("other.toml");
      Files.writeString(other, "[ext.jooq]\nfeatures = [\"%s\"]\n".formatted(STORY));

      assertEquals("video", table(codegen("METAXY_CONFIG=" + other)));
    }
  }

  @Nested
  class SwitchedOff {

    private Map<String, String> before = Map.of();

    /** Files of both features, and one that jOOQ would delete. */
    @BeforeEach
    void generate() throws IOException {
      toml("[ext.jooq]\nfeatures = [\"%s\"]\n".formatted(STORY));
      codegen().run();
      Path own = project.resolve("out/generated/code/tables/Gone.java");
      Files.writeString(own, "/* edited */");
      before = Codegen.files(project.resolve("out"));
    }

    private void assertUntouched(Codegen codegen) {
      codegen.run();
      assertEquals(before, Codegen.files(project.resolve("out")));
    }

    @Test
    void noFileIsTouched() throws IOException {
      toml("[ext.jooq]\nenable = false\nfeatures = [\"%s.Video\"]\n".formatted(STORY));
      assertUntouched(codegen());
      assertUntouched(codegen("METAXY_EXT__JOOQ__TABLE_PREFIX=env_"));
      toml("[ext.jooq]\nfeatures = [\"%s.Video\"]\n".formatted(STORY));
      assertUntouched(codegen("METAXY_EXT__JOOQ__ENABLE=off"));
      toml("[ext.sqlmodel]\nenable = false\n");
      assertUntouched(codegen());
    }

    @Test
    void noFileIsTouchedOnTheRouteOfScripts() throws IOException {
      toml("[ext.jooq]\nenable = false\n");
      Codegen codegen =
          Codegen.ofScript(project, "create table \"video\" (\"id\" int)", Video.class);

      assertUntouched(codegen);
    }

    @Test
    void anotherSourceSwitchesOnAgain() throws IOException {
      toml("[ext.jooq]\nenable = false\nfeatures = [\"%s.Video\"]\n".formatted(STORY));

      assertFalse(codegen("METAXY_EXT__JOOQ__ENABLE=true").run().containsKey("tables/Gone.java"));
    }

    @Test
    void theLogSaysByWhom() throws IOException {
      toml("[ext.jooq]\nenable = false\n");
      assertEquals(
          "No code is generated, because ext.jooq.enable is false in "
              + root.resolve("metaxy.toml")
              + ", line 2",
          skipped());
      assertEquals(
          "No code is generated, because ext.jooq.enable is false in METAXY_EXT__JOOQ__ENABLE",
          skipped("METAXY_EXT__JOOQ__ENABLE=0"));
    }

    private String skipped(String... variables) {
      FeatureDatabase database = new FeatureDatabase();
      database.setBasedir(project.toString());
      database.setProperties(new Properties());
      return Generation.of(database, environment(variables)).skipped().orElseThrow();
    }

    @Test
    void anotherGeneratorWouldDeleteTheFiles() throws IOException {
      toml("[ext.jooq]\nenable = false\n");

      Codegen codegen =
          codegen()
              .generator(
                  g -> g.withName(JavaGenerator.class.getName()).withStrategy(new Strategy()));
      Throwable cause = assertThrows(RuntimeException.class, codegen::run);
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }

      assertEquals(
          "Cannot skip code generation: 1 problem\n"
              + "  [bad-generator] generator: Cannot keep the generated files with another generator"
              + " than io.metaxy.jooq.codegen.FeatureGenerator: No code is generated, because"
              + " ext.jooq.enable is false in "
              + root.resolve("metaxy.toml")
              + ", line 2; set <generator><name>, or jooq.codegen.skip",
          cause.getMessage());
      assertEquals(before, Codegen.files(project.resolve("out")));
    }
  }

  @Nested
  class BadInput {

    @Test
    void aTypoNamesTheNearestKey() throws IOException {
      toml("[ext.jooq]\nfeature = [\"%s\"]\n".formatted(STORY));

      assertEquals(
          List.of(
              "[bad-option] configuration: Cannot read ext.jooq.feature in "
                  + root.resolve("metaxy.toml")
                  + ", line 2: there is no such option; write features",
              "[bad-option] metaxy.features: Cannot find any features to generate code for; list"
                  + " record classes, packages or JSON files, here or as features in [ext.jooq] of"
                  + " metaxy.toml"),
          codegen().problems());
    }

    @Test
    void aTypoInAPropertyNamesTheNearestOfJooq() {
      assertEquals(
          List.of(
              "[bad-option] metaxy.feature: Cannot use the property metaxy.feature of jOOQ's"
                  + " database: there is no such option of code generation; write metaxy.features"),
          codegen().property("metaxy.features", STORY).property("metaxy.feature", "x").problems());
    }

    @Test
    void anOptionOfMigrationsIsNoPropertyOfJooq() {
      assertEquals(
          "[bad-option] metaxy.databases: Cannot use the property metaxy.databases of jOOQ's"
              + " database: there is no such option of code generation; remove it, or write one of"
              + " metaxy.project, metaxy.hashTruncationLength, metaxy.features,"
              + " metaxy.inferTableNames, metaxy.tablePrefix, metaxy.primaryKey, metaxy.index,"
              + " metaxy.resolvable",
          codegen()
              .property("metaxy.features", STORY)
              .property("metaxy.databases", "h2")
              .problems()
              .get(0));
    }

    @Test
    void aValueThatDoesNotFitNamesItsSource() throws IOException {
      toml("hash_truncation_length = 65\n[ext.jooq]\nfeatures = 1\ninject_index = \"maybe\"\n");
      String file = root.resolve("metaxy.toml").toString();

      assertEquals(
          List.of(
              "[bad-option] configuration: Invalid hash_truncation_length in "
                  + file
                  + ", line 1: 65 (must be an integer from 8 to 64); correct the value",
              "[bad-option] configuration: Invalid ext.jooq.features in "
                  + file
                  + ", line 3: 1 (must be a list of texts that are not empty); correct the value",
              "[bad-option] configuration: Invalid ext.jooq.inject_index in "
                  + file
                  + ", line 4: \"maybe\" (must be true or false); correct the value"),
          codegen().problems());
    }

    @Test
    void aVariableThatIsNotSetIsNamedIfItIsUsed() throws IOException {
      toml(
          """
          [stores.prod]
          type = "postgresql"
          config = {password = "${NONE}"}
          [ext.jooq]
          features = ["${PACKAGE}"]
          """);

      assertEquals(
          List.of(
              "[bad-option] configuration: Cannot use ext.jooq.features in "
                  + root.resolve("metaxy.toml")
                  + ", line 5: the environment variable PACKAGE is not set; set it, or write"
                  + " ${PACKAGE:-default}"),
          codegen().problems());
      assertTrue(codegen("PACKAGE=" + STORY).run().containsKey("tables/Video.java"));
    }

    @Test
    void aBrokenFileIsOneSentence() throws IOException {
      toml("[ext.jooq\n");

      assertTrue(
          assertThrows(ConfigException.class, () -> codegen().run())
              .getMessage()
              .startsWith("Cannot read " + root.resolve("metaxy.toml")));
    }
  }
}
