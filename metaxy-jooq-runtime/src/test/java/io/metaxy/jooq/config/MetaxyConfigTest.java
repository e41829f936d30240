package io.metaxy.jooq.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options have the value of their first source, and say which one it is. */
class MetaxyConfigTest {

  @TempDir Path temporary;
  private Path directory = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void findDirectory() throws IOException {
    directory = temporary.toRealPath();
    file = directory.resolve("metaxy.toml");
  }

  private ConfigInput input(String toml, Map<String, String> environment) throws IOException {
    Files.writeString(file, toml);
    return ConfigInput.of(directory, environment);
  }

  private MetaxyConfig read(String toml) throws IOException {
    return MetaxyConfig.read(input(toml, Map.of()));
  }

  private String refused(ConfigInput input) {
    return assertThrows(ConfigException.class, () -> MetaxyConfig.read(input)).getMessage();
  }

  @Nested
  class Priority {

    @Test
    void furtherArgumentsComeAfterThoseGivenAndBeforeTheFile() throws IOException {
      ConfigInput input = input("project = \"file\"\nstore = \"file\"\n", Map.of());
      MetaxyConfig config =
          MetaxyConfig.read(input.arguments(Map.of("metaxy.project", "argument")));
      Files.delete(file);
      MetaxyConfig further =
          config.withArguments(Map.of("metaxy.project", "further", "store", "further"));

      assertEquals("argument", further.get(Options.PROJECT));
      assertEquals("further", further.get(Options.DEFAULT_STORE));
      assertEquals("file", config.get(Options.DEFAULT_STORE));
      assertEquals(List.of(file), further.files());
      assertEquals(
          "Cannot use the argument metaxy.projct: there is no such option; write metaxy.project",
          assertThrows(
                  ConfigException.class, () -> config.withArguments(Map.of("metaxy.projct", "x")))
              .getMessage());
      assertThrows(
          ConfigException.class, () -> config.withArguments(Map.of("ext.jooq.naming", "x")));
    }

    @Test
    void argumentsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
      ConfigInput input =
          input(
              """
              project = "file"
              store = "file"
              [ext.jooq]
              Table_Prefix = "file_"
              naming = "sequential"
              """,
              Map.of("METAXY_PROJECT", "env", "METAXY_STORE", "env"));
      MetaxyConfig config =
          MetaxyConfig.read(
              input.arguments(
                  Map.of("metaxy.project", "argument", "ext.jooq.table_prefix", "argument_")));
      assertEquals("argument", config.get(Options.PROJECT));
      assertEquals("env", config.get(Options.DEFAULT_STORE));
      assertEquals("argument_", config.get(Options.TABLE_PREFIX));
      assertEquals("sequential", config.get(Options.NAMING));
      assertEquals("snapshot", config.get(Options.CURRENT));
      assertEquals("argument metaxy.project", config.source(Options.PROJECT).toString());
      assertEquals("METAXY_STORE", config.source(Options.DEFAULT_STORE).toString());
      assertEquals(file + ", line 5", config.source(Options.NAMING).toString());
      assertEquals("default", config.source(Options.CURRENT).toString());
    }

    @Test
    void theEnvironmentWinsOverAnotherCaseInExtJooq() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(
              input("[ext.jooq]\nEnable = true\n", Map.of("METAXY_EXT__JOOQ__ENABLE", "false")));
      assertFalse(config.get(Options.ENABLE));
    }

    @Test
    void textsOfExtJooqAreTheTextOfTheVariable() throws IOException {
      for (String value :
          List.of("4711", "1.10", "\"abc\"", "null", "true", "[1]", "{}", " a ", "a\"")) {
        MetaxyConfig config =
            MetaxyConfig.read(
                input(
                    "",
                    Map.of(
                        "METAXY_EXT__JOOQ__PASSWORD", value,
                        "METAXY_EXT__JOOQ__USER", value,
                        "METAXY_EXT__JOOQ__URL", value)));
        assertEquals(value, config.get(Options.PASSWORD));
        assertEquals(value, config.get(Options.USER));
        assertEquals(value, config.get(Options.URL));
      }
      for (String value : List.of("2024", "null", "true")) {
        assertEquals(
            value,
            MetaxyConfig.read(input("", Map.of("METAXY_EXT__JOOQ__TABLE_PREFIX", value)))
                .get(Options.TABLE_PREFIX));
      }
      assertEquals(
          "Invalid ext.jooq.naming in METAXY_EXT__JOOQ__NAMING: \"1\" (must be one of timestamp,"
              + " sequential, auto); correct the value",
          refused(input("", Map.of("METAXY_EXT__JOOQ__NAMING", "1"))));
    }

    @Test
    void listsAndTablesOfTextsKeepTheTextOfNumbers() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(
              input(
                  "",
                  Map.of(
                      "METAXY_EXT__JOOQ__DROP", "2024",
                      "METAXY_EXT__JOOQ__ALLOW", "null",
                      "METAXY_EXT__JOOQ__FEATURES", "[\"a\", \"b\"]",
                      "METAXY_EXT__JOOQ__DATABASES", "\"h2, duckdb\"",
                      "METAXY_EXT__JOOQ__FLYWAY__TABLE", "1.10",
                      "METAXY_EXT__JOOQ__FLYWAY__PLACEHOLDERS__OWNER", "null",
                      "METAXY_EXT__JOOQ__FLYWAY__LOCATIONS", "[\"x\", \"y\"]")));
      assertEquals(List.of("2024"), config.get(Options.DROP));
      assertEquals(List.of("null"), config.get(Options.ALLOW));
      assertEquals(List.of("a", "b"), config.get(Options.FEATURES));
      assertEquals(List.of("h2", "duckdb"), config.get(Options.DATABASES));
      assertEquals(
          Map.of("table", "1.10", "placeholders.owner", "null", "locations", "x,y"),
          config.get(Options.FLYWAY));
    }

    @Test
    void anArgumentChangesOneKeyOfAStore() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(
              input(
                      "[stores.dev]\ntype = \"h2\"\nconfig = {url = \"a\", schema = \"s\"}\n",
                      Map.of())
                  .arguments(Map.of("stores.dev.config.url", "b")));
      assertEquals("b", config.store().get(Options.STORE_URL));
      assertEquals("s", config.store().get(Options.STORE_SCHEMA));
    }

    @Test
    void theSearchStartsInTheDirectoryOfTheProject() throws IOException {
      Path project = Files.createDirectories(directory.resolve("project/module"));
      Files.writeString(directory.resolve("project/metaxy.toml"), "project = \"p\"\n");
      MetaxyConfig config =
          MetaxyConfig.read(input("project = \"q\"\n", Map.of()).searchedFrom(project));
      assertEquals(Optional.of("p"), config.project());
    }

    @Test
    void unknownArgumentsAreRefusedWithTheNearestName() throws IOException {
      assertEquals(
          "Cannot use the argument metaxy.alow: there is no such option; write metaxy.allow",
          refused(input("", Map.of()).arguments(Map.of("metaxy.alow", "x"))));
    }

    @Test
    void goalsHaveArgumentsWithoutAKeyInTheFile() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(input("", Map.of()).arguments(Map.of("metaxy.format", "JSON")));
      assertEquals("json", config.get(Options.FORMAT));
      assertFalse(config.get(Options.SKIP));
      assertEquals(
          "Invalid metaxy.format in argument metaxy.format: \"xml\" (must be one of text, json);"
              + " correct the value",
          refused(input("", Map.of()).arguments(Map.of("metaxy.format", "xml"))));
    }
  }

  @Nested
  class Integrations {

    private static final String FORMER =
        """
        [ext.sqlmodel]
        enable = true
        infer_db_table_names = false
        inject_index = true
        [ext.sqlalchemy]
        inject_index = false
        inject_primary_key = true
        """;

    @Test
    void optionsOfPythonAreReadWhereExtJooqIsSilent() throws IOException {
      MetaxyConfig config = read(FORMER + "[ext.jooq]\nenable = false\n");
      assertFalse(config.get(Options.ENABLE));
      assertFalse(config.get(Options.INFER_TABLE_NAMES));
      assertTrue(config.get(Options.INJECT_INDEX));
      assertTrue(config.get(Options.INJECT_PRIMARY_KEY));
      assertFalse(config.get(Options.SYSTEM_TABLES));
      assertEquals(
          "ext.sqlalchemy.inject_primary_key in " + file + ", line 7",
          config.source(Options.INJECT_PRIMARY_KEY).toString());
    }

    @Test
    void aBuildThatGeneratesCodeIsEnabledUnlessASourceSaysOtherwise() throws IOException {
      assertFalse(read("").get(Options.ENABLE));
      assertTrue(MetaxyConfig.read(input("", Map.of()).enabledByDefault()).get(Options.ENABLE));
      assertFalse(
          MetaxyConfig.read(input("[ext.jooq]\nenable = 0\n", Map.of()).enabledByDefault())
              .get(Options.ENABLE));
      assertFalse(
          MetaxyConfig.read(input("[ext.sqlmodel]\nenable = 0\n", Map.of()).enabledByDefault())
              .get(Options.ENABLE));
    }

    @Test
    void whatIsSwitchedOffSaysByWhom() throws IOException {
      assertEquals(
          Optional.of(
              "ext.jooq.enable is false by default in a build that does not name FeatureDatabase;"
                  + " set it to true in [ext.jooq] of "
                  + file),
          read("").disabled());
      assertEquals(
          Optional.of(
              "ext.jooq.enable is false by default in a build that does not name FeatureDatabase;"
                  + " set it to true in [ext.jooq] of metaxy.toml"),
          MetaxyConfig.read(ConfigInput.ofArguments(Map.of())).disabled());
      assertEquals(
          Optional.of("ext.jooq.enable is false in " + file + ", line 2"),
          read("[ext.jooq]\nenable = false\n").disabled());
      assertEquals(
          Optional.of("ext.jooq.enable is false in ext.sqlmodel.enable in " + file + ", line 2"),
          read("[ext.sqlmodel]\nenable = false\n").disabled());
      assertEquals(Optional.empty(), read("[ext.jooq]\nenable = true\n").disabled());
    }

    @Test
    void resolvableIsABooleanOrNamesExceptions() throws IOException {
      assertEquals("true", read("").get(Options.RESOLVABLE));
      assertEquals("false", read("[ext.jooq]\nresolvable = false\n").get(Options.RESOLVABLE));
      assertEquals("false", read("[ext.jooq]\nresolvable = \"off\"\n").get(Options.RESOLVABLE));
      assertEquals(
          "except a/b acme",
          read("[ext.jooq]\nresolvable = \"except a/b acme\"\n").get(Options.RESOLVABLE));
      assertEquals(
          "Invalid ext.jooq.resolvable in "
              + file
              + ", line 2: \"except\" (must be true, false, or \"except\" with keys of features or"
              + " packages); correct the value",
          refused(input("[ext.jooq]\nresolvable = \"except\"\n", Map.of())));
    }

    @Test
    void listsAreAlsoOneText() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(
              input(
                  "[ext.jooq]\nfeatures = [\"a.b\", \"c\"]\ndatabases = \"H2, duckdb\"\n",
                  Map.of("METAXY_EXT__JOOQ__ALLOW", "x y", "METAXY_EXT__JOOQ__DROP", "[\"z\"]")));
      assertEquals(List.of("a.b", "c"), config.get(Options.FEATURES));
      assertEquals(List.of("h2", "duckdb"), config.get(Options.DATABASES));
      assertEquals(List.of("x", "y"), config.get(Options.ALLOW));
      assertEquals(List.of("z"), config.get(Options.DROP));
    }

    @Test
    void settingsOfFlywayAreTexts() throws IOException {
      MetaxyConfig config =
          read(
              """
              [ext.jooq.flyway]
              table = "h"
              baselineVersion = 1
              locations = ["a", "b"]
              placeholders.owner = "o"
              """);
      assertEquals(
          Map.of(
              "table", "h", "baselineVersion", "1", "locations", "a,b", "placeholders.owner", "o"),
          config.get(Options.FLYWAY));
    }

    @Test
    void allProblemsAreReportedAtOnce() throws IOException {
      assertEquals(
          String.join(
              "\n",
              "Cannot read projct in " + file + ", line 1: there is no such option; write project",
              "Cannot read ext.jooq.infer_table_name in "
                  + file
                  + ", line 3: there is no such option; write infer_table_names",
              "Invalid ext.jooq.databases in "
                  + file
                  + ", line 4: a list (must be a list of texts of h2, postgresql, duckdb, mariadb);"
                  + " correct the value"),
          refused(
              input(
                  "projct = 1\n[ext.jooq]\ninfer_table_name = true\ndatabases = [\"oracle\"]\n",
                  Map.of())));
    }
  }

  @Test
  void sectionsInAnotherPlaceAreNamed() throws IOException {
    assertEquals(
        Stream.of(
                "jooq in %s, line 1: there is no such option; write [ext.jooq]",
                "store in %s, line 3: there is no such option; write [stores.dev]",
                "ext.jooq.project in %s, line 6: there is no such option; write project at the top"
                    + " of the file")
            .map(text -> "Cannot read " + text.formatted(file))
            .collect(Collectors.joining("\n")),
        refused(
            input(
                "[jooq]\nenable = true\n[store.dev]\ntype = \"h2\"\n[ext.jooq]\nproject = \"a\"\n",
                Map.of())));
    assertEquals(
        "Cannot read table_prefix in "
            + file
            + ", line 1: there is no such option; write table_prefix in [ext.jooq]",
        refused(input("table_prefix = \"mx_\"", Map.of())));
    MetaxyConfig near = read("[ext.joq]\nenable = true\n[ext.other]\n[ext.SQLModel]\n");
    assertEquals(
        List.of(
            "The table [ext.joq] in "
                + file
                + ", line 1 is not read; if you mean [ext.jooq], correct its name",
            "The table [ext.SQLModel] in "
                + file
                + ", line 4 is not read; if you mean [ext.sqlmodel], correct its name"),
        near.warnings());
    assertEquals("[ext.jooq] (not [ext.joq])", near.jooqTable());
    assertEquals("[ext.jooq]", read("[ext.other]").jooqTable());
  }

  @Test
  void valuesWithoutQuotationMarksAreExplained() throws IOException {
    assertEquals(
        "Cannot read "
            + file
            + ", line 1, column 11: expected a value; write a text in quotation marks, as in key ="
            + " \"text\"",
        refused(input("project = clips", Map.of())));
    assertEquals(
        "Cannot read " + file + ", line 2, column 10: expected a value; write true",
        refused(input("[ext.jooq]\nenable = True", Map.of())));
    assertEquals(
        "Cannot read " + file + ", line 1, column 11: expected a value; correct the file",
        refused(input("project = ", Map.of())));
  }

  @Test
  void whatDoesNotFitCanBeReportedLater() throws IOException {
    List<String> problems = new ArrayList<>();
    MetaxyConfig config =
        MetaxyConfig.read(
            input("project = \"p\"\n[ext.jooq]\nfeature = 1\nharden = 2\n", Map.of()), problems);

    String misfit =
        "Invalid ext.jooq.harden in "
            + file
            + ", line 4: 2 (must be true or false); correct the value";
    assertEquals(
        List.of(
            "Cannot read ext.jooq.feature in "
                + file
                + ", line 3: there is no such option; write features",
            misfit),
        problems);
    assertEquals("p", config.get(Options.PROJECT));
    assertEquals(
        misfit, assertThrows(ConfigException.class, () -> config.get(Options.HARDEN)).getMessage());
  }

  @Test
  void argumentsAloneReadNoFile() {
    MetaxyConfig config =
        MetaxyConfig.read(ConfigInput.ofArguments(Map.of("metaxy.project", "argument")));

    assertEquals(List.of(), config.files());
    assertEquals("argument", config.get(Options.PROJECT));
  }

  @Nested
  class Stores {

    private static final String TWO =
        """
        store = "dev"
        [stores.dev]
        type = "duckdb"
        config = {database = "dev.duckdb", Hash_Algorithm = "MD5"}
        [stores.prod]
        type = "postgresql"
        [stores.prod.config]
        url = "jdbc:postgresql://db/p"
        password = "${PROD_PASSWORD}"
        fallback_stores = ["dev"]
        """;

    @Test
    void oneStoreOpensWithoutTheSecretsOfAnother() throws IOException {
      MetaxyConfig config = read(TWO);
      assertEquals("dev.duckdb", config.store().get(Options.STORE_DATABASE));
      assertEquals("md5", config.store().get(Options.STORE_HASH_ALGORITHM));
      StoreConfig prod = config.store("prod");
      assertEquals(List.of("dev"), prod.get(Options.STORE_FALLBACK_STORES));
      assertEquals(
          "Cannot use stores.prod.config.password in "
              + file
              + ", line 9: the environment variable PROD_PASSWORD is not set; set it, or write"
              + " ${PROD_PASSWORD:-default}",
          assertThrows(ConfigException.class, () -> prod.get(Options.STORE_PASSWORD)).getMessage());
      assertEquals(
          "secret",
          MetaxyConfig.read(input(TWO, Map.of("PROD_PASSWORD", "secret")))
              .store("prod")
              .get(Options.STORE_PASSWORD));
    }

    @Test
    void storesAndKeysThatAreMissingAreNamed() throws IOException {
      MetaxyConfig config = read(TWO);
      assertEquals(
          "Cannot find the store prd in the configuration of " + file + "; write prod",
          assertThrows(ConfigException.class, () -> config.store("prd")).getMessage());
      assertEquals(
          "Cannot use the store dev without url; set stores.dev.config.url",
          assertThrows(ConfigException.class, () -> config.store().get(Options.STORE_URL))
              .getMessage());
      MetaxyConfig empty = read("");
      assertEquals(
          "Cannot find the store dev in the configuration of " + file + "; add [stores.dev]",
          assertThrows(ConfigException.class, empty::store).getMessage());
      assertEquals(
          "Cannot find project in the configuration of "
              + file
              + "; set it there, or as METAXY_PROJECT",
          assertThrows(ConfigException.class, () -> empty.get(Options.PROJECT)).getMessage());
    }

    @Test
    void aStoreOfOursHasKnownKeysWhenItIsUsed() throws IOException {
      MetaxyConfig config =
          read(
              """
              [stores.a]
              type = "h2"
              config = {usrname = "x"}
              [stores.b]
              type = "metaxy.ext.duckdb.DuckDBMetadataStore"
              config = {extensions = []}
              """);
      assertEquals("b", config.store("b").name());
      assertEquals(
          "Cannot use stores.a.config.usrname in "
              + file
              + ", line 3: the type h2 does not have this key; write username",
          assertThrows(ConfigException.class, () -> config.store("a")).getMessage());
    }

    @Test
    void theKeysOfItsTypeAreNamed() throws IOException {
      MetaxyConfig config =
          read(
              """
              [stores.a]
              type = "h2"
              config = {user = "sa"}
              [stores.b]
              type = "duckdb"
              config = {file = "b.db"}
              [stores.c]
              type = "postgresql"
              config = {x = 1}
              """);
      String places = "url, username, password, schema, ";
      String others = "config, hash_algorithm, table_prefix, auto_create_tables, fallback_stores";
      Map<String, String> remedies =
          Map.of(
              "a", "write username",
              "b", "remove it, or write one of " + places + "database, " + others,
              "c",
                  "remove it, or write one of "
                      + places
                      + "connection_string, connection_params, "
                      + others);
      remedies.forEach(
          (name, remedy) -> {
            String message =
                assertThrows(ConfigException.class, () -> config.store(name)).getMessage();
            assertEquals(remedy, message.substring(message.indexOf("; ") + 2));
          });
    }

    @Test
    void aDefaultThatIsNotConfiguredIsAWarning() throws IOException {
      assertEquals(
          List.of("The default store prd is not configured (METAXY_STORE); write prod"),
          MetaxyConfig.read(input(TWO, Map.of("METAXY_STORE", "prd"))).storeWarnings());
      assertEquals(List.of(), read(TWO).storeWarnings());
      assertEquals(List.of(), read("").storeWarnings());
    }

    @Test
    void aVariableThatIsNotSetIsShownSo() throws IOException {
      String shown = read(TWO).toml();
      assertTrue(
          shown.contains(
              "password = \"${PROD_PASSWORD}\"  # " + file + ", line 9 (PROD_PASSWORD not set)"),
          shown);
      String part = read("[stores.a]\ntype = \"h2\"\nconfig = {password = \"marked${P}\"}").toml();
      assertTrue(part.contains("password = \"***\""), part);
    }

    @Test
    void aRelativeDatabaseIsInTheWorkingDirectory() throws IOException {
      Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
      input(TWO, Map.of());
      MetaxyConfig config = MetaxyConfig.read(ConfigInput.of(elsewhere, Map.of()));
      assertEquals(
          List.of(
              "The database dev.duckdb of the store dev is in the working directory "
                  + elsewhere
                  + ", not in that of "
                  + file
                  + "; if that is not intended, write an absolute path"),
          config.store().warnings());
      assertEquals(List.of(), read(TWO).store().warnings());
      assertEquals(
          List.of(),
          MetaxyConfig.read(
                  ConfigInput.of(elsewhere, Map.of())
                      .arguments(Map.of("stores.dev.config.database", "other.duckdb")))
              .store()
              .warnings());
    }

    @Test
    void aRelativeFileOfAUrlIsToo() throws IOException {
      Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
      Map<String, String> files = new LinkedHashMap<>();
      files.put("jdbc:h2:./a;PASSWORD=marked", "./a");
      files.put("jdbc:h2:file:b/c", "b/c");
      files.put("jdbc:duckdb:d.db;threads=1", "d.db");
      for (String none :
          List.of(
              "jdbc:h2:mem:x",
              "jdbc:h2:~/x",
              "jdbc:h2:/x",
              "jdbc:h2:file:/x",
              "jdbc:h2:tcp://h/x",
              "jdbc:h2:zip:./x.zip!/x",
              "jdbc:duckdb:",
              "jdbc:duckdb::memory:x",
              "jdbc:duckdb:memory:x",
              "jdbc:duckdb:md:x",
              "jdbc:duckdb:~/x",
              "jdbc:duckdb:/x",
              "jdbc:postgresql:x",
              "jdbc:mariadb://h/x",
              "x")) {
        files.put(none, "");
      }
      for (Map.Entry<String, String> each : files.entrySet()) {
        input(
            "[stores.dev]\ntype = \"jdbc\"\nconfig = {url = \"" + each.getKey() + "\"}", Map.of());
        List<String> warnings =
            MetaxyConfig.read(ConfigInput.of(elsewhere, Map.of())).store().warnings();
        assertEquals(
            each.getValue().isEmpty()
                ? List.of()
                : List.of(
                    "The database "
                        + each.getValue()
                        + " of the store dev is in the working directory "
                        + elsewhere
                        + ", not in that of "
                        + file
                        + "; if that is not intended, write an absolute path"),
            warnings,
            each.getKey());
      }
    }

    @Test
    void aStoreIsOneLineWithoutSecrets() throws IOException {
      assertEquals(
          "prod (postgresql, url = \"jdbc:postgresql://db/p\", password = \"***\","
              + " fallback_stores = [\"dev\"])",
          MetaxyConfig.read(input(TWO, Map.of("PROD_PASSWORD", "marked")))
              .store("prod")
              .toString());
    }
  }

  @Nested
  class Warnings {

    @Test
    void variablesThatResembleAnOptionAreNamed() throws IOException {
      assertEquals(
          List.of(
              "The environment variable METAXY_PROJCT is ignored; if you mean METAXY_PROJECT,"
                  + " correct its name"),
          MetaxyConfig.read(
                  input("", Map.of("METAXY_PROJCT", "p", "METAXY_HOME", "h", "PROJECT", "q")))
              .warnings());
      Map<String, String> meant =
          Map.of(
              "METAXY_EXT_JOOQ_ENABLE", "METAXY_EXT__JOOQ__ENABLE",
              "METAXY_EXT_JOOQ__TABLE_PREFIX", "METAXY_EXT__JOOQ__TABLE_PREFIX",
              "METAXY_STORES_MY_DEV_CONFIG_URL", "METAXY_STORES__MY_DEV__CONFIG__URL",
              "METAXY_STORES_DEV_TYPE", "METAXY_STORES__DEV__TYPE",
              "METAXY_HASH__TRUNCATION__LENGTH", "METAXY_HASH_TRUNCATION_LENGTH");
      for (Map.Entry<String, String> each : meant.entrySet()) {
        assertEquals(
            List.of(
                "The environment variable "
                    + each.getKey()
                    + " is ignored; if you mean "
                    + each.getValue()
                    + ", correct its name"),
            MetaxyConfig.read(input("", Map.of(each.getKey(), "x"))).warnings());
      }
    }

    @Test
    void jsonThatIsBrokenIsRefused() throws IOException {
      assertEquals(
          "Invalid METAXY_EXT__JOOQ__FEATURES in the environment: a text (must be JSON); write a"
              + " list as [\"a\", \"b\"] and a table as {\"key\": \"value\"}",
          refused(input("", Map.of("METAXY_EXT__JOOQ__FEATURES", "[\"com.acme"))));
    }

    @Test
    void flatVariablesAreReadAsNestedOnes() throws IOException {
      MetaxyConfig config =
          MetaxyConfig.read(
              input(
                  "",
                  Map.of(
                      "METAXY_EXT__JOOQ_INJECT_INDEX", "true",
                      "METAXY_EXT__SQLMODEL_ENABLE", "true")));
      assertTrue(config.get(Options.INJECT_INDEX));
      assertTrue(config.get(Options.ENABLE));
      assertEquals(
          List.of(
              "The environment variable METAXY_EXT__SQLMODEL_ENABLE makes every Python process in"
                  + " this environment fail; write METAXY_EXT__SQLMODEL__ENABLE",
              "The environment variable METAXY_EXT__JOOQ_INJECT_INDEX makes every Python process"
                  + " in this environment fail; write METAXY_EXT__JOOQ__INJECT_INDEX"),
          config.warnings());
    }
  }

  @Test
  void noFileMeansDefaults() {
    MetaxyConfig config = MetaxyConfig.read(ConfigInput.of(Path.of("/"), Map.of()));
    assertEquals(Optional.empty(), config.file());
    assertEquals(Optional.empty(), config.lockFile());
    assertEquals(Optional.empty(), config.project());
    assertEquals(8, config.get(Options.HASH_TRUNCATION_LENGTH));
    assertEquals(Map.of(), config.stores());
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(file, new byte[] {'a', '=', '"', (byte) 0xE4, '"'});
    assertEquals(
        "Cannot read " + file + ": it is not UTF-8; save it with this encoding",
        refused(ConfigInput.of(directory, Map.of())));
  }
}
