package io.metaxy.jooq.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.graph.FeatureGraph;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.store.MetadataStore;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stores open, and what is said of those that do not. */
class MetaxyTest {

  private static final FeatureGraph EMPTY = FeatureGraph.of(List.of());

  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void findDirectory() throws IOException {
    directory = temporary.toRealPath();
  }

  /** A graph as generated code has it. */
  private static FeatureGraph generated(String prefix) {
    return FeatureGraph.of(
        List.of(), new GraphOptions(GraphOptions.MIN_HASH_LENGTH, true, prefix, false));
  }

  private MetaxyConfig read(String toml) throws IOException {
    Files.writeString(directory.resolve("metaxy.toml"), toml);
    return MetaxyConfig.read(ConfigInput.of(directory, Map.of()));
  }

  private Metaxy open(String toml) throws IOException {
    return Metaxy.of(read(toml), EMPTY);
  }

  private String refused(String toml) throws IOException {
    try (Metaxy metaxy = open(toml)) {
      return assertThrows(ConfigException.class, metaxy::store).getMessage();
    }
  }

  private static String dev(String type, String config) {
    return "[stores.dev]\ntype = \"" + type + "\"\n[stores.dev.config]\n" + config;
  }

  @Nested
  class Types {

    private String described(String type, String config) throws IOException {
      try (Metaxy metaxy = open(dev(type, config))) {
        return metaxy.store().toString();
      }
    }

    @Test
    void ofOursHashWithMd5() throws IOException {
      assertEquals(
          "dev (h2, url = \"jdbc:h2:mem:\"), hash algorithm md5",
          described("h2", "url = \"jdbc:h2:mem:\""));
      assertEquals(
          "dev (duckdb, database = \":memory:\"), hash algorithm md5",
          described("duckdb", "database = \":memory:\""));
      assertEquals(
          "dev (jdbc, url = \"jdbc:h2:mem:\"), hash algorithm md5",
          described("jdbc", "url = \"jdbc:h2:mem:\""));
    }

    @Test
    void ofThePeerHashAsThereAndKeepTheirEarlierNames() throws IOException {
      for (String type :
          List.of(
              "metaxy.ext.duckdb.DuckDBMetadataStore",
              "metaxy.ext.metadata_stores.duckdb.DuckDBMetadataStore")) {
        assertEquals(
            "dev (" + type + ", database = \":memory:\"), hash algorithm xxhash32",
            described(type, "database = \":memory:\""));
        assertEquals(
            "dev ("
                + type
                + ", database = \":memory:\", hash_algorithm = \"md5\"), hash algorithm md5",
            described(type, "database = \":memory:\"\nhash_algorithm = \"md5\""));
      }
    }

    @Test
    void ofThePeerTakeItsSettings() throws IOException {
      String type = "metaxy.ext.duckdb.DuckDBMetadataStore";
      String config =
          "database = \":memory:\"\nextensions = [\"json\"]\nconfig = {threads = \"3\"}";
      try (Metaxy metaxy = open(dev(type, config))) {
        assertEquals("3", metaxy.dsl().fetchValue("select current_setting('threads')").toString());
      }
    }

    @Test
    void thatJavaLacksAreRefusedOnlyWhenUsed() throws IOException {
      String lake =
          "[stores.lake]\ntype = \"metaxy.ext.polars.handlers.delta.DeltaMetadataStore\"\n";
      try (Metaxy metaxy = open(lake + dev("h2", "url = \"jdbc:h2:mem:\"\nfallback_stores = []"))) {
        metaxy.store();
        assertEquals(
            "Cannot open the store lake: Java has no stores of the type"
                + " metaxy.ext.polars.handlers.delta.DeltaMetadataStore (must be one of h2,"
                + " postgresql, duckdb, mariadb, jdbc, or Python's PostgreSQLMetadataStore or"
                + " DuckDBMetadataStore); open it in Python",
            assertThrows(ConfigException.class, () -> metaxy.store("lake")).getMessage());
        assertEquals(2, metaxy.config().stores().size());
      }
      assertEquals(
          "Cannot open the store dev: there is no type postgresqll; write postgresql",
          refused(dev("postgresqll", "url = \"jdbc:postgresql:\"")));
      assertEquals(
          "Cannot open the store dev: there is no type sqlite; write one of h2, postgresql, duckdb,"
              + " mariadb, jdbc",
          refused(dev("sqlite", "url = \"jdbc:sqlite:\"")));
      assertEquals(
          "Cannot open the store dev: Java has no stores of the type acme.DuckDBMetadataStore (must"
              + " be one of h2, postgresql, duckdb, mariadb, jdbc, or Python's"
              + " PostgreSQLMetadataStore or DuckDBMetadataStore); open it in Python",
          refused(dev("acme.DuckDBMetadataStore", "database = \":memory:\"")));
    }

    @Test
    void withoutTheirDriverNameItsCoordinates() throws IOException {
      try (Metaxy metaxy = open(dev("mariadb", "url = \"jdbc:mariadb://localhost/metaxy\""))) {
        assertEquals(
            "Cannot open the store dev: the JDBC driver of MariaDB is missing; add"
                + " org.mariadb.jdbc:mariadb-java-client to the dependencies",
            assertThrows(StoreException.class, metaxy::store).getMessage());
      }
      try (Metaxy metaxy = open(dev("jdbc", "url = \"jdbc:sqlserver://u:s3cret@localhost\""))) {
        assertEquals(
            "Cannot open the store dev: no JDBC driver accepts its url; add the driver of its"
                + " database (one of H2, PostgreSQL, DuckDB, MariaDB) to the dependencies, or correct"
                + " stores.dev.config.url",
            assertThrows(StoreException.class, metaxy::store).getMessage());
      }
    }
  }

  @Nested
  class Schemas {

    private static final String PEER = "metaxy.ext.postgresql.PostgreSQLMetadataStore";

    private String described(String config) throws IOException {
      try (Metaxy metaxy = open(dev(PEER, config))) {
        String text = metaxy.store("dev", DSL.using(SQLDialect.POSTGRES)).toString();
        return text.substring(text.lastIndexOf(')') + 1);
      }
    }

    private String refused(String config) {
      return assertThrows(ConfigException.class, () -> described(config)).getMessage();
    }

    @Test
    void areReadWithoutTheLogin() throws IOException {
      String inSchema = ", schema s, hash algorithm xxhash32";
      for (String config :
          List.of(
              "connection_string = \"postgresql://u:${NOT_SET}@h/db/s\"",
              "connection_string = \"postgresql://${NOT_SET}@h/db/s?sslmode=disable\"",
              "connection_string = \"postgresql://u:pa/s?s@${NOT_SET}:port/db/s\"",
              "connection_string = \"postgresql://h/db/t?schema=s\"",
              "connection_params = {password = \"${NOT_SET}\", schema = \"s\"}",
              "connection_params = {password = \"${NOT_SET}\"}\nschema = \"s\"",
              "connection_string = \"${NOT_SET}\"\nschema = \"s\"")) {
        assertEquals(inSchema, described(config), config);
      }
    }

    @Test
    void thatAreBlankAreNone() throws IOException {
      for (String config :
          List.of(
              "connection_string = \"postgresql://h/db/\"",
              "connection_string = \"postgresql://h/db\"",
              "connection_string = \"${NOT_SET}\"",
              "connection_string = \"postgresql://h/db\"\nschema = \"\"",
              "connection_params = {schema = \" \"}",
              "schema = \" \"")) {
        assertEquals(", hash algorithm xxhash32", described(config), config);
      }
    }

    @Test
    void thatAreNotSetOrNoTextAreRefused() throws IOException {
      String file = " in " + directory.resolve("metaxy.toml") + ", line 4: ";
      String notSet =
          "the environment variable NOT_SET is not set; set it, or write ${NOT_SET:-default}";
      assertEquals(
          "Cannot use stores.dev.config.connection_string" + file + notSet,
          refused("connection_string = \"postgresql://h/db/${NOT_SET}\""));
      assertEquals(
          "Cannot use stores.dev.config.connection_params.schema" + file + notSet,
          refused("connection_params = {schema = \"${NOT_SET}\"}"));
      assertEquals(
          "Cannot use stores.dev.config.schema" + file + notSet,
          refused("schema = \"${NOT_SET}\""));
      assertEquals(
          "Invalid stores.dev.config.connection_params.schema"
              + file
              + "a list (must be a text); correct the value",
          refused("connection_params = {schema = [\"s\"]}"));
      assertEquals(
          "Invalid stores.dev.config.connection_params"
              + file
              + "\"x\" (must be a table); correct the value",
          refused("connection_params = \"x\""));
      assertEquals(
          "Invalid stores.dev.config.connection_string"
              + file
              + "a list (must be a text); correct the value",
          refused("connection_string = [\"s\"]"));
    }
  }

  @Nested
  class Sharing {

    /** Where H2 waits while it connects. */
    public static final class Gate {

      private static volatile CountDownLatch arrived = new CountDownLatch(0);
      private static volatile CountDownLatch open = new CountDownLatch(0);

      private Gate() {}

      /** Called by H2. */
      public static void pass() throws InterruptedException {
        arrived.countDown();
        open.await();
      }

      static void shut() {
        arrived = new CountDownLatch(1);
        open = new CountDownLatch(1);
      }
    }

    private static final String GATED =
        "jdbc:h2:mem:gated;INIT=CREATE ALIAS IF NOT EXISTS PASS FOR '"
            + Gate.class.getName()
            + ".pass'\\\\;CALL PASS()";

    @Test
    void neitherOtherStoresNorClosingWaitForOneThatIsConnecting() throws Exception {
      Gate.shut();
      String toml =
          dev("h2", "url = \"" + GATED + "\"\n")
              + "[stores.other]\ntype = \"h2\"\nconfig = {url = \"jdbc:h2:mem:\"}\n";
      Metaxy metaxy = open(toml);
      try {
        CompletableFuture<MetadataStore> late = CompletableFuture.supplyAsync(metaxy::store);
        Gate.arrived.await();
        assertEquals(1, metaxy.dsl("other").fetchValue("select 1"));
        metaxy.close();
        assertFalse(late.isDone());
        Gate.open.countDown();
        assertEquals(
            "Cannot open the store dev: this Metaxy is closed; close it after its last use",
            assertThrows(CompletionException.class, late::join).getCause().getMessage());
      } finally {
        Gate.open.countDown();
      }
      assertTrue(
          assertThrows(
                  SQLException.class,
                  () -> DriverManager.getConnection("jdbc:h2:mem:gated;IFEXISTS=TRUE"))
              .getMessage()
              .startsWith("Database \"mem:gated\" not found"),
          "the late connection is closed");
    }

    @Test
    void aNameIsOneStoreAndAPrefixOneGraph() throws IOException {
      String toml = dev("h2", "url = \"jdbc:h2:mem:\"\ntable_prefix = \"p_\"\n");
      try (Metaxy metaxy = open(toml)) {
        assertSame(metaxy.store(), metaxy.store("dev"));
        assertSame(metaxy.dsl(), metaxy.dsl("dev"));
        DSLContext own = DSL.using(SQLDialect.H2);
        assertSame(metaxy.store().graph(), metaxy.store("dev", own).graph());
        assertEquals("p_", metaxy.store("dev", own).graph().options().tablePrefix());
      }
    }

    @Test
    void aPrefixHasTheCharactersOfNames() throws IOException {
      String start = "url = \"jdbc:h2:mem:\"\ntable_prefix = ";
      for (String prefix : List.of("a'b", "a`b", "a\\\"b", "${a", "a\\u0000")) {
        String message = refused(dev("h2", start + "\"" + prefix + "\"\n"));
        assertTrue(
            message.startsWith("Invalid stores.dev.config.table_prefix in ")
                && message.contains("must be a text without quotation marks, ${ and U+0000"),
            message);
      }
      for (String prefix : List.of("team-a_", "a b", "$a{", "é.")) {
        try (Metaxy metaxy = open(dev("h2", start + "\"" + prefix + "\"\n"))) {
          assertEquals(prefix, metaxy.store().graph().options().tablePrefix());
        }
      }
    }

    @Test
    void aUrlCannotSwitchAutoCommitOff() throws IOException {
      try (Metaxy metaxy = open(dev("h2", "url = \"jdbc:h2:mem:auto;AUTOCOMMIT=OFF\""))) {
        metaxy.dsl().execute("create table t (a integer)");
        metaxy.dsl().execute("insert into t values (1)");
        assertEquals(1, metaxy.dsl().fetchCount(DSL.table("t")));
        metaxy.dsl().connection(connection -> assertTrue(connection.getAutoCommit()));
      }
    }
  }

  @Nested
  class Loading {

    /** Prints the default store of its working directory and environment. */
    static final class Program {

      private Program() {}

      public static void main(String[] arguments) {
        try (Metaxy metaxy = Metaxy.load(EMPTY)) {
          System.out.println(metaxy.store());
          metaxy.dsl();
          System.out.println(metaxy.store("dev", DSL.using(SQLDialect.H2)));
          System.out.println(metaxy);
        }
        Metaxy.load(generated("mx_").withTablePrefix("dev_")).close();
      }
    }

    @Test
    void readsTheWorkingDirectoryAndTheEnvironment() throws Exception {
      Files.writeString(
          directory.resolve("metaxy.toml"),
          dev(
              "h2",
              "url = \"jdbc:h2:mem:\"\n[stores.unfinished]\n[ext.jooq]\ntable_prefix = \"mx_\""));
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dorg.jooq.no-logo=true",
                  "-Dorg.jooq.no-tips=true",
                  "-cp",
                  classPath(),
                  Program.class.getName())
              .directory(directory.toFile())
              .redirectErrorStream(true);
      builder.environment().put("METAXY_STORES__DEV__CONFIG__HASH_ALGORITHM", "sha256");
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), printed);
      assertTrue(
          printed.contains(
              "dev (h2, url = \"jdbc:h2:mem:\", hash_algorithm = \"sha256\"), hash algorithm"
                  + " sha256"),
          printed);
      assertTrue(
          printed.contains(
              "Metaxy[MetaxyConfig[files=["
                  + directory.resolve("metaxy.toml")
                  + "], stores=[dev]], features=0]"),
          printed);
      assertTrue(printed.contains("The store unfinished in "), "its warning: " + printed);
      String prefix = "The configured table prefix is not that of the features: their code was";
      assertTrue(
          printed.contains(
              prefix
                  + " generated without a table prefix, but ext.jooq.table_prefix is mx_ ("
                  + directory.resolve("metaxy.toml")
                  + ", line "),
          printed);
      assertEquals(printed.indexOf(prefix), printed.lastIndexOf(prefix), "the second has it");
    }

    /** The library of migrations is not on the class path of these tests. */
    @Test
    void missingTablesNeedTheLibraryOfMigrations() throws IOException {
      MetaxyConfig config = read(dev("h2", "url = \"jdbc:h2:mem:\"\nauto_create_tables = true"));
      CreatedTables tables =
          new CreatedTables(config.store(), config, DSL.using("jdbc:h2:mem:", "sa", ""));
      assertEquals(
          "Cannot create the missing tables of the store dev: the library of migrations is missing;"
              + " add io.metaxy.jooq:metaxy-jooq-migration to the dependencies, or create the tables"
              + " with migrations and set auto_create_tables to false",
          assertThrows(StoreException.class, () -> tables.create(EMPTY, null)).getMessage());
    }

    private String classPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(each -> Path.of(each).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  @Nested
  class Refusals {

    @Test
    void anotherHashLengthThanThatOfTheCode() throws IOException {
      MetaxyConfig sixteen = read("hash_truncation_length = 16");
      assertEquals(
          "Cannot use the features with the configuration of "
              + directory.resolve("metaxy.toml")
              + ": their code was generated for hashes of 8 characters, but hash_truncation_length"
              + " is 16 ("
              + directory.resolve("metaxy.toml")
              + ", line 1); set it to 8, or generate the code again",
          assertThrows(ConfigException.class, () -> Metaxy.of(sixteen, EMPTY)).getMessage());
      FeatureGraph longer = FeatureGraph.of(List.of(), GraphOptions.withHashLength(16));
      assertEquals(16, Metaxy.of(sixteen, longer).graph().options().hashTruncationLength());
      assertTrue(
          assertThrows(ConfigException.class, () -> Metaxy.of(read(""), longer))
              .getMessage()
              .endsWith(
                  "for hashes of 16 characters, but hash_truncation_length is 8 (default); set it to"
                      + " 16, or generate the code again"));
    }

    @Test
    void anotherTablePrefixInAVariableThanThatOfTheCode() throws IOException {
      Files.writeString(directory.resolve("metaxy.toml"), "[ext.jooq]\ntable_prefix = \"mx_\"");
      MetaxyConfig other =
          MetaxyConfig.read(
              ConfigInput.of(directory, Map.of("METAXY_EXT__JOOQ__TABLE_PREFIX", "zz_")));
      String start =
          "Cannot use the features with the configuration of "
              + directory.resolve("metaxy.toml")
              + ": their code was generated ";
      String end =
          " (METAXY_EXT__JOOQ__TABLE_PREFIX); remove it, and set stores.dev.config.table_prefix for"
              + " the tables of one store, or generate the code again";
      assertEquals(
          start + "without a table prefix, but ext.jooq.table_prefix is zz_" + end,
          assertThrows(ConfigException.class, () -> Metaxy.of(other, EMPTY)).getMessage());
      FeatureGraph prefixed = generated("mx_");
      assertEquals(
          start + "with the table prefix mx_, but ext.jooq.table_prefix is zz_" + end,
          assertThrows(ConfigException.class, () -> Metaxy.of(other, prefixed)).getMessage());
      FeatureGraph replaced = prefixed.withTablePrefix("dev_");
      assertThrows(ConfigException.class, () -> Metaxy.of(other, replaced));
      for (FeatureGraph same :
          List.of(
              generated("zz_"),
              generated("zz_").withTablePrefix("dev_"),
              prefixed.withTablePrefix("zz_"))) {
        assertSame(same, Metaxy.of(other, same).graph());
      }
    }

    /** The build may have replaced that of a file, and the program that of the code. */
    @Test
    void anotherTablePrefixInAFileIsAccepted() throws IOException {
      MetaxyConfig file = read("[ext.jooq]\ntable_prefix = \"mx_\"");
      for (FeatureGraph graph :
          List.of(EMPTY, generated("pom_"), generated("mx_").withTablePrefix("dev_"))) {
        assertSame(graph, Metaxy.of(file, graph).graph());
        assertSame(graph, Metaxy.of(read(""), graph).graph());
      }
    }

    @Test
    void whatDoesNotFitBeforeADatabaseIsCreated() throws IOException {
      for (String key : List.of("hash_algorithm = \"sha1\"", "auto_create_tables = \"maybe\"")) {
        String name = key.substring(0, key.indexOf(' '));
        assertTrue(
            refused(dev("duckdb", "database = \"new.db\"\n" + key))
                .startsWith("Invalid stores.dev.config." + name + " in "),
            key);
      }
      assertFalse(Files.exists(directory.resolve("new.db")));
    }

    @Test
    void fallbacks() throws IOException {
      String toml = dev("h2", "url = \"jdbc:h2:mem:\"\nfallback_stores = [\"prod\", \"old\"]");
      String message =
          "Cannot open the store dev: Java does not read from its fallback_stores prod, old; open a"
              + " store without them, or remove stores.dev.config.fallback_stores";
      assertEquals(message, refused(toml));
      DSLContext dsl = DSL.using(SQLDialect.H2);
      try (Metaxy metaxy = open(toml)) {
        assertEquals(
            message,
            assertThrows(ConfigException.class, () -> metaxy.store("dev", dsl)).getMessage());
        assertTrue(metaxy.config().toml().contains("fallback_stores = [\"prod\", \"old\"]"));
      }
    }

    @Test
    void aStoreThatIsNotConfigured() throws IOException {
      assertEquals(
          "Cannot find the store dev in the configuration of "
              + directory.resolve("metaxy.toml")
              + "; add [stores.dev]",
          refused(""));
    }

    @Test
    void addressesThatAreMissingOrTwoOrOfAnotherDatabase() throws IOException {
      assertEquals(
          "Cannot open the store dev: its config does not say where the database is; set"
              + " stores.dev.config.url",
          refused("stores.dev.type = \"postgresql\""));
      assertEquals(
          "Cannot open the store dev: its config does not say where the database is; set"
              + " stores.dev.config.database",
          refused("stores.dev.type = \"metaxy.ext.duckdb.DuckDBMetadataStore\""));
      assertEquals(
          "Cannot open the store dev: it has both url and database; remove one of them",
          refused(dev("duckdb", "url = \"jdbc:duckdb:\"\ndatabase = \"a.duckdb\"")));
      assertEquals(
          "Cannot use stores.dev.config.url to open the store dev: it does not start with jdbc:h2:,"
              + " as for the type h2; correct the url or the type",
          refused(dev("h2", "url = \"jdbc:duckdb:\"")));
      assertEquals(
          "Cannot use stores.dev.config.url to open the store dev: it does not start with jdbc:;"
              + " correct the url or the type",
          refused(dev("jdbc", "url = \"h2:mem:\"")));
      assertEquals(
          "Cannot use stores.dev.config.database to open the store dev: a store of H2 does not have"
              + " this key; write stores.dev.config.url",
          refused(dev("h2", "database = \"a\"")));
    }

    @Test
    void databasesOfPythonThatJavaCannotOpen() throws IOException {
      String start = "Cannot use stores.dev.config.database to open the store dev: ";
      String type = "metaxy.ext.duckdb.DuckDBMetadataStore";
      assertEquals(
          start + "Java opens files, :memory: and md: only; copy the database to a file",
          refused(dev(type, "database = \"s3://bucket/a.duckdb\"")));
      assertEquals(
          start + "JDBC takes what follows a semicolon for options; rename the file",
          refused(dev(type, "database = \"a;b.duckdb\"")));
      assertEquals(
          "Cannot use stores.dev.config.ducklake to open the store dev: Java has no stores in a"
              + " DuckLake; open it in Python",
          refused(dev(type, "database = \":memory:\"\nducklake = {}")));
      assertEquals(
          "Cannot use stores.dev.config.config to open the store dev: threads is a list (must be a"
              + " text); correct the value",
          refused(dev(type, "database = \":memory:\"\nconfig = {threads = []}")));
    }

    @Test
    void settingsThatAreNoTableOrNotSetOrOfAServer() throws IOException {
      String type = "metaxy.ext.duckdb.DuckDBMetadataStore";
      String file = directory.resolve("metaxy.toml").toString();
      assertEquals(
          "Cannot use stores.dev.config.config in "
              + file
              + ", line 5: the environment variable NOT_SET is not set; set it, or write"
              + " ${NOT_SET:-default}",
          refused(dev(type, "database = \":memory:\"\nconfig = {threads = \"${NOT_SET}\"}")));
      for (String each : List.of(type, "duckdb")) {
        assertEquals(
            "Invalid stores.dev.config.config in "
                + file
                + ", line 5: \"threads=3\" (must be a table); correct the value",
            refused(dev(each, "database = \":memory:\"\nconfig = \"threads=3\"")));
      }
      assertEquals(
          "Cannot use stores.dev.config.config to open the store dev: a store with"
              + " connection_string does not have this key; remove it",
          refused(
              dev(
                  "metaxy.ext.postgresql.PostgreSQLMetadataStore",
                  "connection_string = \"postgresql://h/db\"\nconfig = {a = \"b\"}")));
    }

    @Test
    void whatTheDatabaseSaysOfAnAddressNamesStoreAndKey() throws IOException {
      assertEquals(
          "Cannot use stores.dev.config.url to open the store dev: it is not a path: Nul character"
              + " not allowed; correct it",
          refused(dev("duckdb", "url = \"jdbc:duckdb:a\\u0000b\"")));
      assertEquals(
          "Cannot use stores.dev.config.url to open the store dev: it is not a path: Nul character"
              + " not allowed; correct it",
          refused(dev("jdbc", "url = \"jdbc:duckdb:a\\u0000b\"")));
    }

    @Test
    void ourOwnWordsAreNotMasked() throws IOException {
      for (String password : List.of("host", "parameter", "it", "Java")) {
        assertEquals(
            "Cannot use stores.dev.config.connection_params to open the store dev: Java's driver"
                + " has no Unix-domain sockets; write the name of the host",
            refused(
                dev(
                    "metaxy.ext.postgresql.PostgreSQLMetadataStore",
                    "connection_params = {host = \"/tmp\", password = \"" + password + "\"}")));
        assertEquals(
            "Cannot use stores.dev.config.url to open the store dev: it does not start with"
                + " jdbc:h2:, as for the type h2; correct the url or the type",
            refused(dev("h2", "url = \"jdbc:x:\"\npassword = \"" + password + "\"")));
      }
    }

    @Test
    void aVariableThatIsNotSetOnlyOfTheStoreThatUsesIt() throws IOException {
      String prod =
          """
          [stores.prod]
          type = "postgresql"
          [stores.prod.config]
          url = "jdbc:postgresql://localhost/metaxy"
          password = "${NOT_SET}"
          """;
      try (Metaxy metaxy = open(prod + dev("h2", "url = \"jdbc:h2:mem:\""))) {
        metaxy.store();
        assertEquals(
            "Cannot use stores.prod.config.password in "
                + directory.resolve("metaxy.toml")
                + ", line 5: the environment variable NOT_SET is not set; set it, or write"
                + " ${NOT_SET:-default}",
            assertThrows(ConfigException.class, () -> metaxy.store("prod")).getMessage());
      }
    }
  }

  @Nested
  class DuckDbFiles {

    private void creates(DSLContext dsl, String table) {
      dsl.execute("create table " + table + " (a integer)");
    }

    @Test
    void oneFileIsOpenedByTwoStoresAndByALink() throws IOException {
      Files.createDirectory(directory.resolve("data"));
      Files.createSymbolicLink(directory.resolve("link"), directory.resolve("data"));
      String toml =
          dev("duckdb", "database = \"data/one.duckdb\"\n")
              + "[stores.python]\ntype = \"metaxy.ext.duckdb.DuckDBMetadataStore\"\n"
              + "config = {database = \"link/../link/one.duckdb\"}\n"
              + "[stores.url]\ntype = \"duckdb\"\nconfig.url = \"jdbc:duckdb:"
              + directory.resolve("link/one.duckdb").toString().replace("\\", "/")
              + "\"\n";
      try (Metaxy metaxy = open(toml)) {
        creates(metaxy.dsl("python"), "first");
        creates(metaxy.dsl("dev"), "second");
        creates(metaxy.dsl("url"), "third");
        for (String name : List.of("dev", "python", "url")) {
          assertEquals(
              3, metaxy.dsl(name).fetch("show tables").size(), "tables in the store " + name);
        }
      }
      assertTrue(Files.exists(directory.resolve("data/one.duckdb")));
      try (Metaxy again = open(toml)) {
        assertEquals(3, again.dsl("url").fetch("show tables").size());
      }
    }

    @Test
    void aRelativePathStartsInTheWorkingDirectory() throws IOException {
      Path below = Files.createDirectory(directory.resolve("below"));
      Files.writeString(
          directory.resolve("metaxy.toml"), dev("duckdb", "database = \"dev.duckdb\""));
      MetaxyConfig config = MetaxyConfig.read(ConfigInput.of(below, Map.of()));
      try (Metaxy metaxy = Metaxy.of(config, EMPTY)) {
        creates(metaxy.dsl(), "first");
      }
      assertTrue(Files.exists(below.resolve("dev.duckdb")));
      assertEquals(1, config.store().warnings().size());
    }

    @Test
    void aDirectoryThatIsMissingIsSaidByTheDatabase() throws IOException {
      try (Metaxy metaxy = open(dev("duckdb", "database = \"absent/dev.duckdb\""))) {
        String message = assertThrows(StoreException.class, metaxy::store).getMessage();
        assertTrue(
            message.startsWith(
                "Cannot connect to the store dev: the database says: IO Error: Cannot open file"),
            message);
        assertTrue(message.endsWith("; check stores.dev.config"), message);
      }
    }

    @Test
    void unnamedDatabasesInMemoryAreDifferent() throws IOException {
      String toml =
          dev("duckdb", "database = \":memory:\"\n")
              + "[stores.other]\ntype = \"duckdb\"\nconfig.database = \":memory:\"\n";
      try (Metaxy metaxy = open(toml)) {
        creates(metaxy.dsl(), "first");
        assertEquals(1, metaxy.dsl().fetch("show tables").size());
        assertEquals(0, metaxy.dsl("other").fetch("show tables").size());
        assertNotEquals(metaxy.dsl(), metaxy.dsl("other"));
      }
    }
  }
}
