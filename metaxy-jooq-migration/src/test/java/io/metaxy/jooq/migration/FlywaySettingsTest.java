package io.metaxy.jooq.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.metaxy.jooq.migration.database.Databases;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.TestServers;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway's settings are taken as Flyway takes them, from the project's files too. */
class FlywaySettingsTest {

  /** A feature whose description has a character outside of ASCII. */
  public static final class Described {
    public record Clip(String clipId, String path) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").fields("audio").description("caf\u00e9").build();
    }

    private Described() {}
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(MigrationDatabase.class)
  class OnADatabase {

    @Parameter MigrationDatabase kind;

    @TempDir Path directory;
    private TestServers.Place place;
    private TestServers.Place scratch;
    private Connection kept;
    private String url;

    @BeforeEach
    void open() throws Exception {
      place = TestServers.fresh(kind);
      scratch = TestServers.fresh(kind);
      // An open DuckDB in memory has no read-only connections.
      url =
          kind == MigrationDatabase.DUCKDB
              ? "jdbc:duckdb:" + directory.resolve("clips.duckdb")
              : place.url();
      kept = DriverManager.getConnection(place.url());
    }

    @AfterEach
    void close() throws Exception {
      kept.close();
      place.end();
      scratch.end();
    }

    private Migrations migrations(Class<?> feature) {
      return Migrations.of(options(feature).build());
    }

    private MigrationOptions.Builder options(Class<?> feature) {
      return MigrationOptions.builder(Map.of("metaxy.features", feature.getName()))
          .basedir(directory)
          .loader(getClass().getClassLoader())
          .databases(kind)
          .scratch(scratch.url())
          .connection(url, null, null)
          .clock(Clock.fixed(Instant.parse("2026-01-31T23:59:58Z"), ZoneOffset.UTC));
    }

    private Path scripts() {
      return directory.resolve("src/main/resources/db/migration").resolve(kind.folder());
    }

    private FluentConfiguration flyway() {
      FluentConfiguration configuration =
          Flyway.configure().dataSource(url, null, null).locations("filesystem:" + scripts());
      Databases.of(kind).configure(configuration, getClass().getClassLoader());
      return configuration;
    }

    @Test
    void aHistoryAndASchemaOfOtherNames() throws IOException {
      String schema = "app_" + UUID.randomUUID().toString().replace("-", "");
      migrations(AtFirst.Clip.class).generate();
      flyway().table("clip_history").defaultSchema(schema).load().migrate();
      Files.writeString(
          directory.resolve("flyway.toml"),
          "[flyway]\ntable = \"clip_history\"\nschemas = [\"" + schema + "\"]\n");

      DiffReport diff =
          Migrations.of(options(AtFirst.Clip.class).current(CurrentSource.DATABASE).build()).diff();

      assertEquals(Status.CLEAN, diff.status(), diff.text());
    }

    /** Flyway would clean it. */
    @Test
    void aSchemaOfTheScratchDatabaseThatIsInUse() throws Exception {
      String schema = "app_" + UUID.randomUUID().toString().replace("-", "");
      String table =
          (kind == MigrationDatabase.MARIADB ? "`S`.`kept`" : "\"S\".\"kept\"")
              .replace("S", schema);
      migrations(AtFirst.Clip.class).generate();
      Files.writeString(directory.resolve("flyway.conf"), "flyway.defaultSchema=" + schema + "\n");

      try (Connection connection = DriverManager.getConnection(scratch.url());
          Statement statement = connection.createStatement()) {
        statement.execute("create schema " + table.replaceFirst("\\..*", ""));
        statement.execute("create table " + table + " (id integer)");
        String message =
            assertThrows(MigrationException.class, () -> migrations(AtFirst.Clip.class).drift())
                .getMessage();

        assertEquals(
            "which contains table kept; set metaxy.scratchUrl to an empty database",
            message.substring(message.indexOf("which contains")));
        statement.execute("insert into " + table + " values (1)");
      }
    }

    @Test
    void aHistoryThatIsNotNamed() {
      migrations(AtFirst.Clip.class).generate();
      flyway().table("clip_history").load().migrate();

      String finding =
          "Flyway's history flyway_schema_history lists none of the scripts, but clip_history"
              + " does; set Flyway's table to the right one";
      assertEquals(
          List.of(finding), migrations(AtFirst.Clip.class).drift().edges().get(2).findings());
    }

    @Test
    void severalHistoriesOfWhichNoneIsNamed() {
      migrations(AtFirst.Clip.class).generate();
      flyway().table("audio_history").load().migrate();
      flyway()
          .table("clip_history")
          .baselineOnMigrate(true)
          .baselineVersion("1")
          .locations("filesystem:" + directory.resolve("none"))
          .load()
          .migrate();

      String finding = migrations(AtFirst.Clip.class).drift().edges().get(2).findings().get(0);

      assertEquals(
          "Flyway's history flyway_schema_history lists none of the scripts, but audio_history"
              + " does; set Flyway's table to the right one",
          finding);
    }

    @Test
    void aByteOrderMark() throws IOException {
      migrations(AtFirst.Clip.class).generate();
      Path script = scripts().resolve("V20260131235958__metaxy_create_clip.sql");
      Files.writeString(script, "\uFEFF" + Files.readString(script));
      flyway().load().migrate();

      assertEquals(List.of(), migrations(AtFirst.Clip.class).drift().edges().get(2).findings());
      assertEquals(Status.CLEAN, migrations(AtFirst.Clip.class).check().status());
      assertEquals(Status.PENDING, migrations(WithSeconds.Clip.class).check().status());
    }

    @Test
    void anEncoding() throws IOException {
      Files.writeString(directory.resolve("flyway.conf"), "flyway.encoding=ISO-8859-1\n");
      migrations(Described.Clip.class).generate();
      String script =
          Files.readString(
              scripts().resolve("V20260131235958__metaxy_create_clip.sql"), ISO_8859_1);
      assertEquals(true, script.contains("caf\u00e9"), script);
      flyway().encoding(Charset.forName("ISO-8859-1")).load().migrate();

      assertEquals(List.of(), migrations(Described.Clip.class).drift().edges().get(2).findings());
      assertEquals(Status.CLEAN, migrations(Described.Clip.class).check().status());
    }

    @Test
    void aPrefixOfRepeatableScripts() throws IOException {
      Files.writeString(
          directory.resolve("flyway.conf"), "flyway.repeatableSqlMigrationPrefix=Again\n");
      migrations(AtFirst.Clip.class).generate();
      Files.writeString(scripts().resolve("Again__note.sql"), "create table note (id integer);\n");
      flyway().repeatableSqlMigrationPrefix("Again").load().migrate();

      assertEquals(List.of(), migrations(AtFirst.Clip.class).drift().edges().get(2).findings());
    }
  }

  @TempDir Path basedir;

  private void write(String file, String text) throws IOException {
    Path path = basedir.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void givenSettingsComeBeforeTomlBeforeConfBeforeSpring() throws IOException {
    write(
        "src/main/resources/application.properties",
        """
        spring.flyway.table=a
        spring.flyway.default-schema=a
        spring.flyway.sql-migration-prefix=A
        spring.flyway.placeholders.some-name=a
        spring.flyway.baseline-on-migrate=true
        server.port=1
        """);
    write(
        "flyway.conf",
        """
        flyway.table=b
        flyway.defaultSchema=b
        flyway.sqlMigrationPrefix=B
        """);
    write(
        "flyway.toml",
        """
        [flyway]
        table = "c"
        defaultSchema = "c"
        [environments.x]
        user = 1
        """);

    FlywaySettings settings = FlywaySettings.read(basedir, Map.of(), Map.of("table", "d"));

    assertEquals("d", settings.table().orElseThrow());
    assertEquals("c", settings.schema().orElseThrow());
    assertEquals("B", settings.sqlMigrationPrefix());
    assertEquals(Map.of("some-name", "a"), settings.placeholders());
  }

  /** An embedded database has no other users, so the schema is created there. */
  @Test
  void scriptsAreReplayedInTheSchema() throws Exception {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    write("flyway.conf", "flyway.defaultSchema=app\nflyway.table=clip_history\n");
    Migrations migrations =
        Migrations.of(
            MigrationOptions.builder(Map.of("metaxy.features", AtFirst.Clip.class.getName()))
                .basedir(basedir)
                .loader(getClass().getClassLoader())
                .databases(MigrationDatabase.H2)
                .connection(url, null, null)
                .build());
    migrations.generate();
    try (Connection kept = DriverManager.getConnection(url)) {
      Flyway.configure()
          .dataSource(url, null, null)
          .defaultSchema("app")
          .table("clip_history")
          .locations("filesystem:" + basedir.resolve("src/main/resources/db/migration/h2"))
          .load()
          .migrate();

      assertEquals("clean: Everything that was compared agrees", migrations.drift().summary());
      assertEquals("PUBLIC", kept.getSchema());
    }
  }

  @Test
  void theSchemaIsTheFirstOfTheSchemas() {
    assertEquals("s", FlywaySettings.of(Map.of("schemas", "s, t")).schema().orElseThrow());
    assertEquals(
        "t",
        FlywaySettings.of(Map.of("schemas", "s,t", "defaultSchema", "t")).schema().orElseThrow());
  }

  @Test
  void locationsOfFilesAreFoldersOfTheProject() throws IOException {
    write(
        "flyway.toml",
        "[flyway]\nlocations = [\"classpath:db/common\", \"filesystem:sql/{vendor}\","
            + " \"classpath:db/*\", \"s3:bucket\"]\n");

    assertEquals(
        List.of("filesystem:src/main/resources/db/common", "filesystem:sql/{database}"),
        FlywaySettings.read(basedir, Map.of(), Map.of()).locations());
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    write("flyway.toml", "[flyway\n");

    String message =
        assertThrows(
                MigrationException.class, () -> FlywaySettings.read(basedir, Map.of(), Map.of()))
            .getMessage();

    assertEquals(
        "Cannot read the Flyway settings of " + basedir.resolve("flyway.toml") + ": ",
        message.substring(0, message.indexOf("flyway.toml") + "flyway.toml: ".length()));
    assertEquals("; correct the file", message.substring(message.lastIndexOf(';')));
  }

  @Test
  void anUnknownEncodingIsRefused() {
    assertEquals(
        "Invalid Flyway setting: encoding UTF-88 (must be a character set, such as UTF-8);"
            + " correct it",
        assertThrows(
                MigrationException.class, () -> FlywaySettings.of(Map.of("encoding", "UTF-88")))
            .getMessage());
  }

  private static final String PROPERTIES = "src/main/resources/application.properties";

  private static String unknown(String setting, String file) {
    return "Flyway's setting "
        + setting
        + " in "
        + file
        + " is not used, because its value has a placeholder that cannot be resolved here; set it"
        + " in <flyway>";
  }

  /** Spring's encoding of properties files. */
  @Test
  void propertiesOfSpringAreLatin() throws IOException {
    write(PROPERTIES, "");
    Files.writeString(
        basedir.resolve(PROPERTIES),
        "# f\u00fcr alle\nspring.flyway.default-schema=f\u00fcr\n",
        ISO_8859_1);

    assertEquals(
        "f\u00fcr", FlywaySettings.read(basedir, Map.of(), Map.of()).schema().orElseThrow());
  }

  /** Flyway reads such bytes as unknown characters. */
  @Test
  void aCommentInAnotherEncodingIsIgnored() throws IOException {
    Files.writeString(
        basedir.resolve("flyway.conf"), "# f\u00fcr alle\nflyway.table=h\u00e4\n", ISO_8859_1);
    assertEquals("h\ufffd", FlywaySettings.read(basedir, Map.of(), Map.of()).table().orElseThrow());

    write("flyway.conf", "# f\u00fcr alle\nflyway.table=h\u00e4\n");
    assertEquals("h\u00e4", FlywaySettings.read(basedir, Map.of(), Map.of()).table().orElseThrow());
  }

  @Test
  void listsOfSpringHaveIndexes() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 10; i >= 0; i--) {
      lines.append("spring.flyway.locations[I]=classpath:db/I\n".replace("I", String.valueOf(i)));
    }
    write(
        PROPERTIES,
        lines
            + """
              spring.flyway.sql-migration-suffixes[0]=.ddl
              spring.flyway.schemas=a
              spring.flyway.schemas[0]=b
              spring.flyway.placeholders[the.owner]=me
              """);

    FlywaySettings settings = FlywaySettings.read(basedir, Map.of(), Map.of());

    assertEquals(
        IntStream.rangeClosed(0, 10)
            .mapToObj(i -> "filesystem:src/main/resources/db/" + i)
            .toList(),
        settings.locations());
    assertEquals(List.of(".ddl"), settings.sqlMigrationSuffixes());
    assertEquals(List.of("a"), settings.schemas());
    assertEquals(Map.of("the.owner", "me"), settings.placeholders());
  }

  @Test
  void aValueThatIsNotKnownIsNoSetting() throws IOException {
    write(
        PROPERTIES,
        """
        app.folder=clips
        app.table=${TABLE}
        spring.flyway.default-schema=${DB_SCHEMA:app}
        spring.flyway.locations[0]=classpath:db/common
        spring.flyway.locations[1]=classpath:db/${env}
        spring.flyway.sql-migration-prefix=@prefix@
        spring.flyway.table=${app.table}
        spring.flyway.sql-migration-separator=${app.folder:other}$
        spring.flyway.placeholder-prefix=${
        spring.flyway.user=${USER}
        """);
    write("flyway.conf", "flyway.encoding=${ENCODING}\nflyway.schemas=${SCHEMAS}\n");
    write(
        "flyway.toml",
        """
        [flyway]
        schemas = ["known"]
        initSql = "set role ${owner}"
        placeholders.all = "a@b,c@d"
        """);

    FlywaySettings settings =
        FlywaySettings.read(
            basedir, Map.of("target", "${target}"), Map.of("sqlMigrationPrefix", "P"));

    assertEquals("known", settings.schema().orElseThrow());
    assertEquals(List.of(), settings.locations());
    assertEquals("P", settings.sqlMigrationPrefix());
    assertEquals(false, settings.table().isPresent());
    assertEquals("clips$", settings.sqlMigrationSeparator());
    assertEquals("${", settings.placeholderPrefix());
    assertEquals(Map.of("all", "a@b,c@d"), settings.placeholders());
    assertEquals(
        Map.of("schemas", "known", "initSql", "set role ${owner}", "target", "${target}"),
        settings.others());
    assertEquals(
        List.of(
            unknown("defaultSchema", PROPERTIES),
            unknown("encoding", "flyway.conf"),
            unknown("locations", PROPERTIES),
            unknown("table", PROPERTIES)),
        settings.notes());
  }

  @Test
  void reportsNameSettingsThatAreNotKnown() throws Exception {
    write(PROPERTIES, "spring.flyway.default-schema=${DB_SCHEMA:app}\n");
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    Migrations migrations =
        Migrations.of(
            MigrationOptions.builder(Map.of("metaxy.features", AtFirst.Clip.class.getName()))
                .basedir(basedir)
                .loader(getClass().getClassLoader())
                .databases(MigrationDatabase.H2)
                .connection(url, null, null)
                .build());
    String note = unknown("defaultSchema", PROPERTIES);

    try (Connection kept = DriverManager.getConnection(url)) {
      assertEquals("PUBLIC", kept.getSchema());
      assertEquals(List.of(note), migrations.diff().databases().get(0).notes());
      assertEquals(List.of(note), migrations.adopt().notes());
      migrations.generate();
      assertEquals(List.of(), migrations.drift().edges().get(1).findings());
      List<String> findings = migrations.drift().edges().get(2).findings();
      assertEquals(note, findings.get(findings.size() - 1));
    }
  }
}
