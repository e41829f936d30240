package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.codegen.definition.FeatureModel;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.migration.database.Connections;
import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.Clips.Another;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.project.StoreDatabase;
import io.metaxy.jooq.project.TableCreator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live database is that of a configured store. */
class StoresByNameTest {

  private static final String POSTGRESQL = "metaxy.ext.postgresql.PostgreSQLMetadataStore";
  private static final String DUCKDB = "metaxy.ext.duckdb.DuckDBMetadataStore";
  private static final Map<String, String> PROD = Map.of("metaxy.store", "prod");
  private static final String MARK = "hunter2";
  private static final String CREATE_CLIP = "V1__metaxy_create_clip.sql";
  private static final String NOT_RUN =
      "Table clip exists, but script "
          + CREATE_CLIP
          + ", which creates it, has not run; drop the table if its rows need not be kept, then run"
          + " Flyway migrate";

  @TempDir Path temporary;
  private Path directory = Path.of("");

  @BeforeEach
  void realDirectory() throws IOException {
    directory = temporary.toRealPath();
  }

  private MetaxyConfig config(String toml, Map<String, String> arguments) throws IOException {
    Files.writeString(
        directory.resolve("metaxy.toml"),
        toml
            + "\n[ext.jooq]\nfeatures = [\""
            + AtFirst.Clip.class.getName()
            + "\"]\nnaming = \"sequential\"\n");
    return MetaxyConfig.read(ConfigInput.of(directory, Map.of()).arguments(arguments));
  }

  private MigrationOptions.Builder options(String toml, Map<String, String> arguments)
      throws IOException {
    return MigrationOptions.builder(config(toml, arguments))
        .basedir(directory)
        .loader(getClass().getClassLoader());
  }

  private Migrations of(String toml, String... arguments) throws IOException {
    return Migrations.of(
        options(toml, arguments.length == 0 ? Map.of() : Map.of("metaxy.store", arguments[0]))
            .build());
  }

  private static String prod(String type, String config) {
    return "[stores.prod]\ntype = \"" + type + "\"\n[stores.prod.config]\n" + config + "\n";
  }

  private static String url(String url) {
    return "url = \"" + url + "\"\n";
  }

  private void migrate(MigrationDatabase kind, String url, String schema, String prefix) {
    flyway(kind, url, schema, prefix).load().migrate();
  }

  private FluentConfiguration flyway(
      MigrationDatabase kind, String url, String schema, String prefix) {
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(url, null, null)
            .locations(
                "filesystem:"
                    + directory.resolve("src/main/resources/db/migration/" + kind.folder()))
            .placeholders(Map.of("metaxyTablePrefix", prefix));
    if (!schema.isEmpty()) {
      flyway.defaultSchema(schema);
    }
    Databases.of(kind).configure(flyway, getClass().getClassLoader());
    return flyway;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Nothing but the store is named: neither databases nor a URL. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void driftComparesItsTables(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    try (Connection kept = DriverManager.getConnection(place.url())) {
      String toml = prod(kind.folder(), url(place.url()));
      of(toml).generate();
      migrate(kind, place.url(), "", "");
      assertEquals(
          List.of(
              kind.folder() + ", specs <-> snapshot: agree",
              kind.folder() + ", snapshot <-> scripts: agree",
              kind.folder() + ", scripts <-> database: agree"),
          of(toml, "prod").drift().text().lines().toList());
      execute(
          kept,
          kind == MigrationDatabase.MARIADB
              ? "alter table `clip` drop column `path`"
              : "alter table \"clip\" drop column \"path\"");
      assertEquals(
          "  clip: missing change: add column path to clip",
          of(toml, "prod").drift().text().lines().toList().get(3));
    } finally {
      place.end();
    }
  }

  /** From {@code auto_create_tables} to scripts. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void tablesThatItCreatedAreSkipped(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    try (Connection kept = DriverManager.getConnection(place.url())) {
      String toml = prod(kind.folder(), url(place.url()));
      createTables(kind, kept, config(toml, Map.of()));
      of(toml).generate();
      String sentence =
          "Table clip already is what its scripts would create, but Flyway's history lists no script, so"
              + " Flyway migrate would fail";

      List<String> drift = of(toml, "prod").drift().text().lines().toList();
      AdoptReport adopt = of(toml, "prod").adopt();

      String command = adopt.text().lines().toList().get(3).strip();
      assertEquals(
          List.of(
              kind.folder() + ", scripts <-> database: disagree",
              "  " + sentence + "; run once: " + command),
          drift.subList(2, drift.size()));
      assertEquals(
          List.of(
              "No table to adopt: every feature with a visible table already has a snapshot",
              sentence,
              "Run once on the database that has these tables:"),
          adopt.text().lines().toList().subList(0, 3));
      assertTrue(command.startsWith("flyway baseline -url="), command);
      assertTrue(command.endsWith(" -baselineVersion=1"), command);
      FluentConfiguration flyway = flyway(kind, place.url(), "", "");
      assertThrows(FlywayException.class, () -> flyway.load().migrate());
      flyway.baselineVersion("1").load().baseline();
      assertEquals(0, flyway.load().migrate().migrationsExecuted);
      assertEquals(List.of(kind), compared(options(toml, PROD)));
    } finally {
      place.end();
    }
  }

  /** As a store with {@code auto_create_tables} does. */
  private void createTables(MigrationDatabase kind, Connection connection, MetaxyConfig config)
      throws SQLException {
    ClassLoader loader = getClass().getClassLoader();
    TableCreator creator = ServiceLoader.load(TableCreator.class).findFirst().orElseThrow();
    for (TableCreator.Creation creation :
        creator
            .of(
                FeatureModel.of(config, directory, loader, List.of()).graph(),
                Dialects.of(kind.dialect()),
                config)
            .values()) {
      for (String statement : creation.statements()) {
        creation.run(connection, null, statement);
      }
    }
  }

  private Path script(MigrationDatabase kind, String name) {
    return directory.resolve("src/main/resources/db/migration/" + kind.folder()).resolve(name);
  }

  private static String addition(MigrationDatabase kind) {
    String sql = "alter table \"clip\" add column \"seconds\" integer";
    return kind == MigrationDatabase.MARIADB ? sql.replace('"', '`') : sql;
  }

  /** Only the scripts know what Flyway would make of them, not the snapshots. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void tablesOfEditedScriptsAreNotSkipped(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    try (Connection kept = DriverManager.getConnection(place.url())) {
      String toml = prod(kind.folder(), url(place.url()));
      createTables(kind, kept, config(toml, Map.of()));
      of(toml).generate();
      Path script = script(kind, CREATE_CLIP);
      Files.writeString(script, Files.readString(script) + addition(kind) + ";\n");

      assertEquals(
          List.of(
              "No table to adopt: every feature with a visible table already has a snapshot",
              NOT_RUN),
          of(toml, "prod").adopt().text().lines().toList());
      assertTrue(of(toml, "prod").drift().text().contains("\n  " + NOT_RUN + "\n"));

      execute(kept, addition(kind));
      assertTrue(of(toml, "prod").adopt().text().endsWith(" -baselineVersion=1\n"));

      Files.writeString(script, Files.readString(script) + "drop table nowhere;\n");
      AdoptReport unknown = of(toml, "prod").adopt();
      assertNull(unknown.baseline());
      assertTrue(
          unknown
              .text()
              .lines()
              .toList()
              .get(1)
              .startsWith(
                  "Tables exist whose scripts have not run, but what these scripts would create is"
                      + " not known: Cannot run script "
                      + CREATE_CLIP),
          unknown.text());
    } finally {
      place.end();
    }
  }

  /** One script of two creates a table that is missing. */
  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void scriptsThatCreateMissingTablesAreNotSkipped(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    String clip = AtFirst.Clip.class.getName();
    Map<String, String> both =
        Map.of(
            "metaxy.store", "prod", "metaxy.features", clip + "," + Another.Shot.class.getName());
    try (Connection kept = DriverManager.getConnection(place.url())) {
      String toml = prod(kind.folder(), url(place.url()));
      createTables(kind, kept, config(toml, Map.of()));
      of(toml).generate();
      Migrations.of(options(toml, both).build()).generate();
      Path script = script(kind, CREATE_CLIP);
      Path other = script(kind, "V2__metaxy_create_shot.sql");
      Files.writeString(script, Files.readString(script) + "\n" + Files.readString(other));
      Files.delete(other);

      Migrations migrations = Migrations.of(options(toml, both).build());
      AdoptReport adopt = migrations.adopt();
      assertEquals(
          List.of(
              "No table to adopt: every feature with a visible table already has a snapshot",
              NOT_RUN),
          adopt.text().lines().toList());
      String drift = migrations.drift().text();
      assertTrue(drift.contains("\n  " + NOT_RUN + "\n"), drift);
      assertFalse(drift.contains("baseline"), drift);
    } finally {
      place.end();
    }
  }

  /** Scripts for other stores' databases may need servers that are not there. */
  @Test
  void othersAreComparedIfTheyAreNamed() throws Exception {
    Path file = directory.resolve("dev.duckdb");
    String toml =
        prod(DUCKDB, "database = \"dev.duckdb\"")
            + prod("h2", url("jdbc:h2:mem:other")).replace("prod", "other");
    of(toml).generate();
    migrate(MigrationDatabase.DUCKDB, "jdbc:duckdb:" + file, "", "");

    assertEquals(List.of(MigrationDatabase.DUCKDB), compared(options(toml, PROD)));
    assertEquals(
        List.of(MigrationDatabase.H2, MigrationDatabase.DUCKDB), compared(options(toml, Map.of())));
    List<MigrationDatabase> both = List.of(MigrationDatabase.H2, MigrationDatabase.DUCKDB);
    assertEquals(both, compared(options(toml, PROD).databases(both)));
    assertEquals(
        both,
        compared(options(toml, Map.of("metaxy.store", "prod", "metaxy.databases", "h2,duckdb"))));
  }

  private static List<MigrationDatabase> compared(MigrationOptions.Builder options) {
    DriftReport drift = Migrations.of(options.build()).drift();
    assertTrue(drift.isClean(), drift.text());
    return drift.edges().stream().map(DriftReport.Edge::database).distinct().toList();
  }

  @Test
  void thePeersKeysAreRead() throws Exception {
    Path file = directory.resolve("dev.duckdb");
    String toml = prod(DUCKDB, "database = \"dev.duckdb\"\nconfig = {threads = \"3\"}");
    of(toml).generate();
    migrate(MigrationDatabase.DUCKDB, "jdbc:duckdb:" + file, "", "");

    assertTrue(of(toml, "prod").drift().isClean());
    Files.delete(file);
    assertEquals(
        "Cannot connect to the store prod: the file "
            + file
            + " does not exist; run Flyway migrate, which creates it, or correct stores.prod.config, or"
            + " metaxy.store",
        refused(MigrationException.class, toml));
    assertTrue(Files.notExists(file));
  }

  @Test
  void ofPostgresToo() throws Exception {
    TestServers.Place place = TestServers.fresh(MigrationDatabase.POSTGRESQL);
    String schema = place.url().replaceFirst(".*currentSchema=", "");
    String server = place.url().replaceFirst(".*//([^/]+)/.*", "$1");
    String toml =
        prod(
            POSTGRESQL,
            "connection_string = \"postgresql://postgres:pw@"
                + server
                + "/postgres/"
                + schema
                + "\"");
    try {
      of(toml).generate();
      migrate(MigrationDatabase.POSTGRESQL, place.url(), "", "");
      assertTrue(of(toml, "prod").drift().isClean(), of(toml, "prod").drift().text());
    } finally {
      place.end();
    }
  }

  @ParameterizedTest
  @EnumSource(MigrationDatabase.class)
  void itsSchemaAndTablePrefixAreUsed(MigrationDatabase kind) throws Exception {
    TestServers.Place place = TestServers.fresh(kind);
    String schema = "s" + System.nanoTime();
    try (Connection kept = DriverManager.getConnection(place.url())) {
      execute(kept, "create schema " + schema + (kind == MigrationDatabase.H2 ? "_" : ""));
      if (kind == MigrationDatabase.H2) {
        execute(kept, "create schema \"" + schema + "\"");
      }
      String toml =
          prod(
              kind.folder(),
              url(place.url()) + "schema = \"" + schema + "\"\ntable_prefix = \"p_\"");
      Map<String, String> arguments = Map.of("metaxy.store", "prod", "metaxy.tablePrefix", "dev_");
      Migrations.of(options(toml, arguments).build()).generate();
      migrate(kind, place.url(), schema, "p_");

      assertTrue(
          Migrations.of(options(toml, arguments).build()).drift().isClean(),
          Migrations.of(options(toml, arguments).build()).drift().text());
      assertEquals(
          "Cannot compare the tables of the store prod with the scripts: its table_prefix is p_,"
              + " but the scripts have no placeholder for a prefix; set metaxy.tablePrefix, too",
          assertThrows(MigrationException.class, () -> of(toml, "prod").drift()).getMessage());
    } finally {
      try (Connection last = DriverManager.getConnection(place.url())) {
        execute(
            last,
            "drop schema if exists "
                + (kind == MigrationDatabase.H2 ? "\"" + schema + "\"" : schema)
                + (kind == MigrationDatabase.MARIADB ? "" : " cascade"));
      }
      place.end();
    }
  }

  /** PostgreSQL would truncate them, so that two could be one; the others would not. */
  @Test
  void namesThatAreTooLongWithItsTablePrefixAreRefused() throws Exception {
    String prefix = "p".repeat(55) + "_";
    Map<String, String> arguments =
        Map.of("metaxy.store", "prod", "metaxy.tablePrefix", "dev_", "metaxy.index", "true");
    String h2 =
        prod("h2", url("jdbc:h2:tcp://localhost:1/x") + "table_prefix = \"" + prefix + "\"");
    String toml = h2.replace("\"h2\"", "\"postgresql\"").replace("h2:tcp:", "postgresql:");
    for (Consumer<Migrations> goal :
        List.<Consumer<Migrations>>of(Migrations::drift, Migrations::adopt)) {
      assertEquals(
          "Cannot use the table prefix "
              + prefix
              + " on postgresql: 1 problem\n  [name-too-long] clip, index clip_metaxy_idx: Invalid"
              + " index name: \""
              + prefix
              + "clip_metaxy_idx\" (must be at most 63 bytes, has 71); rename the index, or use a"
              + " shorter table prefix than "
              + prefix,
          assertThrows(
                  MigrationException.class,
                  () -> goal.accept(Migrations.of(options(toml, arguments).build())))
              .getMessage());
    }
    String message =
        assertThrows(
                MigrationException.class,
                () -> Migrations.of(options(h2, arguments).build()).adopt())
            .getMessage();
    assertTrue(message.startsWith("Cannot connect to the store prod: "), message);

    String placeholder =
        prod("postgresql", url("jdbc:postgresql://localhost:1/x"))
            + "[ext.jooq.flyway]\n\"placeholders.metaxyTablePrefix\" = \""
            + prefix
            + "\"";
    assertTrue(
        assertThrows(
                MigrationException.class,
                () ->
                    Migrations.of(
                            options(
                                    placeholder,
                                    Map.of("metaxy.tablePrefix", "dev_", "metaxy.index", "true"))
                                .build())
                        .generate())
            .getMessage()
            .startsWith("Cannot use the table prefix " + prefix),
        "names of Flyway's placeholder");
  }

  @Test
  void adoptTakesItsTables() throws Exception {
    String h2 = "jdbc:h2:mem:" + directory.getFileName();
    try (Connection kept = DriverManager.getConnection(h2)) {
      execute(
          kept,
          """
          create table "clip" (
            "path" varchar, "clip_id" varchar,
            "metaxy_provenance_by_field" json, "metaxy_provenance" varchar,
            "metaxy_data_version_by_field" json, "metaxy_data_version" varchar,
            "metaxy_feature_version" varchar, "metaxy_project_version" varchar,
            "metaxy_created_at" timestamp(6) with time zone,
            "metaxy_updated_at" timestamp(6) with time zone,
            "metaxy_deleted_at" timestamp(6) with time zone, "metaxy_materialization_id" varchar)
          """);
      execute(kept, "create user \"anna\" password '" + MARK + "' admin");
      String toml =
          prod(
              "h2",
              url(h2) + "username = \"anna\"\npassword = \"" + MARK + "\"\nschema = \"PUBLIC\"");

      AdoptReport report = of(toml, "prod").adopt();

      assertEquals(List.of("clip"), report.features());
      assertEquals(
          "flyway baseline -url=" + h2 + " -user=anna -defaultSchema=PUBLIC -baselineVersion=1",
          report.baseline());
      assertFalse((report.text() + report.json()).contains(MARK));
    }
  }

  private String refused(Class<? extends Exception> type, String toml) {
    return assertThrows(type, () -> of(toml, "prod").drift()).getMessage();
  }

  @Nested
  class WhatCannotBeOpened {

    @Test
    void isSaidAsWhenItIsOpened() throws IOException {
      Path file = directory.resolve("metaxy.toml");
      assertEquals(
          "Cannot find the store prod in the configuration of " + file + "; write prot",
          refused(ConfigException.class, "[stores.prot]\ntype = \"h2\"\n"));
      assertEquals(
          "Cannot open the store prod: Java has no stores of the type"
              + " metaxy.ext.polars.handlers.delta.DeltaMetadataStore (must be one of h2,"
              + " postgresql, duckdb, mariadb, jdbc, or Python's PostgreSQLMetadataStore or"
              + " DuckDBMetadataStore); open it in Python",
          refused(
              ConfigException.class,
              prod("metaxy.ext.polars.handlers.delta.DeltaMetadataStore", "root_path = \"x\"")));
      assertEquals(
          "Cannot use stores.prod.config.password in "
              + file
              + ", line 5: the environment variable UNSET is not set; set it, or write"
              + " ${UNSET:-default}",
          refused(
              ConfigException.class, prod("h2", url("jdbc:h2:mem:x") + "password = \"${UNSET}\"")));
    }

    @Test
    void hasADriverThatIsMissing() throws IOException {
      MigrationOptions options =
          options(prod("mariadb", url("jdbc:mariadb://h/d")), Map.of("metaxy.store", "prod"))
              .loader(new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader()))
              .build();
      assertEquals(
          "Cannot open the store prod: the JDBC driver of MariaDB is missing; add"
              + " org.mariadb.jdbc:mariadb-java-client to the dependencies",
          assertThrows(
                  MigrationException.class,
                  () -> Connections.readOnly(options.connection(), options.loader()))
              .getMessage());
    }

    @Test
    void isBehindAProxy() {
      assertEquals(
          "Invalid URL of the store prod (must begin with one of [jdbc:duckdb:, jdbc:h2:,"
              + " jdbc:mariadb:, jdbc:postgresql:]); correct stores.prod.config, or metaxy.store",
          refused(
              MigrationException.class,
              prod("jdbc", url("jdbc:proxy:x:" + MARK)) + prodElse("h2", "jdbc:h2:mem:x")));
    }

    private static String prodElse(String type, String url) {
      return prod(type, url(url)).replace("prod", "other");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "jdbc:postgresql://localhost:1/db",
          "jdbc:mariadb://localhost:1/db",
          "jdbc:h2:tcp://localhost:1/db"
        })
    void doesNotAnswerAndItsSecretIsNowhere(String url) throws IOException {
      String type = url.replaceFirst("jdbc:(\\w+):.*", "$1");
      String toml = prod(type, url(url) + "username = \"u\"\npassword = \"" + MARK + "\"");
      of(toml).generate();
      MigrationException failure =
          assertThrows(MigrationException.class, () -> of(toml, "prod").adopt());
      String message = failure.getMessage();
      assertTrue(
          message.startsWith("Cannot connect to the store prod: the database says: "), message);
      assertTrue(
          message.endsWith("; check that the database is running, and stores.prod.config"),
          message);
      StringWriter all = new StringWriter();
      failure.printStackTrace(new PrintWriter(all, true));
      all.append(options(toml, Map.of("metaxy.store", "prod")).build().toString());
      assertFalse(all.toString().contains(MARK), all.toString());
    }
  }

  @Nested
  class WhatADriverQuotes {

    @Test
    void hasNeitherTheConfiguredNorTheGivenPassword() throws IOException {
      MetaxyConfig config =
          config(
              prod("postgresql", url("jdbc:postgresql://h/d") + "password = \"of the store\""),
              Map.of());
      StoreDatabase prod = StoreDatabase.of(config, "prod", "anna", "of the store too");
      SQLException refused = new SQLException("anna, of the store too, of the store", "08001");

      StoreException failure = prod.cannotConnect(refused);

      assertEquals(
          "Cannot connect to the store prod: the database says: anna, ***, ***; check that the"
              + " database is running, and stores.prod.config",
          failure.getMessage());
      StringWriter all = new StringWriter();
      failure.printStackTrace(new PrintWriter(all, true));
      assertFalse(all.toString().contains("of the store"), all.toString());
      assertEquals(
          "anna, ***, ***",
          LiveDatabase.of(prod).withoutSecrets("anna, of the store too, of the store"));
    }
  }

  @Nested
  class OneDatabaseIsLive {

    private static final String STORE = prod("h2", url("jdbc:h2:mem:store")) + "password = \"own\"";

    private LiveDatabase live(String jooq, Map<String, String> arguments) throws IOException {
      Files.writeString(directory.resolve("metaxy.toml"), STORE + "\n[ext.jooq]\n" + jooq);
      return MigrationOptions.builder(
              MetaxyConfig.read(ConfigInput.of(directory, Map.of()).arguments(arguments)))
          .build()
          .connection();
    }

    @Test
    void thatOfTheHigherSource() throws IOException {
      Map<String, String> url = Map.of("metaxy.url", "jdbc:h2:mem:url");
      assertEquals("the store prod", live("store = \"prod\"", Map.of()).title());
      assertEquals("jdbc:h2:mem:url", live("store = \"prod\"", url).title());
      assertEquals("the store prod", live("url = \"x\"", Map.of("metaxy.store", "prod")).title());
    }

    @Test
    void notTwoOfTheSame() {
      assertEquals(
          "Cannot choose the live database: a URL is set in argument metaxy.url, and a store in"
              + " argument metaxy.store; remove one of them",
          assertThrows(
                  MigrationException.class,
                  () -> live("", Map.of("metaxy.url", "jdbc:h2:mem:", "metaxy.store", "prod")))
              .getMessage());
      Path file = directory.resolve("metaxy.toml");
      assertEquals(
          "Cannot choose the live database: a URL is set in "
              + file
              + ", line 8, and a store in "
              + file
              + ", line 9; remove one of them",
          assertThrows(
                  MigrationException.class,
                  () -> live("url = \"jdbc:h2:mem:\"\nstore = \"prod\"", Map.of()))
              .getMessage());
    }

    @Test
    void aFileBeforeTheOneThatItExtends() throws IOException {
      Files.writeString(
          directory.resolve("base.toml"), "[ext.jooq]\nurl = \"jdbc:h2:mem:url\"\nuser = \"sa\"\n");
      Files.writeString(
          directory.resolve("metaxy.toml"),
          "extend = \"base.toml\"\n" + STORE + "\n[ext.jooq]\nstore = \"prod\"\n");
      MetaxyConfig config = MetaxyConfig.read(ConfigInput.of(directory, Map.of()));
      assertEquals("the store prod", MigrationOptions.builder(config).build().connection().title());
    }

    @Test
    void withItsOwnLoginUnlessAnotherIsGiven() throws IOException {
      Map<String, String> store = Map.of("metaxy.store", "prod");
      assertEquals("own", live("", store).password());
      assertEquals("other", live("password = \"other\"", store).password());
      assertEquals(
          "own",
          live("url = \"jdbc:h2:mem:x\"\npassword = \"of the url\"", store).password(),
          "a password of another database");
      assertEquals(
          "given",
          live(
                  "url = \"jdbc:h2:mem:x\"\npassword = \"of the url\"",
                  Map.of("metaxy.store", "prod", "metaxy.password", "given"))
              .password());
    }
  }

  @Nested
  class DatabasesByDefault {

    private List<MigrationDatabase> databases(String toml) throws IOException {
      return options(toml, Map.of()).build().databases();
    }

    @Test
    void areThoseOfTheStores() throws IOException {
      String all =
          prod(DUCKDB, "database = \"x\"")
              + "[stores.lake]\ntype = \"metaxy.ext.lancedb.LanceDBMetadataStore\"\n"
              + "[stores.secret]\ntype = \"jdbc\"\n[stores.secret.config]\n"
              + url("jdbc:postgresql://${UNSET}/db")
              + "[stores.again]\ntype = \"duckdb\"\n"
              + "[stores.later]\ntype = \"${UNSET}\"\n";
      assertEquals(List.of(MigrationDatabase.POSTGRESQL, MigrationDatabase.DUCKDB), databases(all));
      assertEquals(
          List.of(MigrationDatabase.H2),
          MigrationOptions.builder(config(all, Map.of("metaxy.databases", "h2")))
              .build()
              .databases());
      assertEquals(
          List.of(MigrationDatabase.MARIADB),
          options(all, Map.of()).databases(MigrationDatabase.MARIADB).build().databases());
    }

    @Test
    void areMissingWithoutStores() {
      assertEquals(
          "Cannot choose the databases to write scripts for: metaxy.databases is missing, and no"
              + " store is configured; name one or more of h2, postgresql, duckdb, mariadb",
          assertThrows(MigrationException.class, () -> databases("")).getMessage());
      assertEquals(
          "Cannot choose the databases to write scripts for: metaxy.databases is missing, and no"
              + " configured store has one for which there are scripts; name one or more of h2,"
              + " postgresql, duckdb, mariadb",
          assertThrows(
                  MigrationException.class,
                  () -> databases(prod("metaxy.ext.delta.DeltaMetadataStore", "root_path = \"x\"")))
              .getMessage());
    }
  }
}
