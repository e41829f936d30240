package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.change.Change;
import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Renamed;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Clips.WithoutPath;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.plan.PlannedStatement;
import io.metaxy.jooq.migration.report.AdoptReport;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.DriftReport;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.Lineage;
import io.metaxy.jooq.spec.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live database and its scripts: where they drift apart, and how its tables are adopted. */
class LiveTest {

  /** Pieces of clips, which are not yet related to them. */
  static final class Unrelated {
    public record Piece(String pieceId) {
      public static final FeatureSpec SPEC = FeatureSpec.of("piece").id("piece_id").build();
    }

    private Unrelated() {}
  }

  /** Pieces that belong to a clip. */
  public record Piece(String pieceId, String clipId) {
    public static final FeatureSpec SPEC =
        FeatureSpec.of("piece")
            .id("piece_id")
            .dependsOn(AtFirst.Clip.SPEC, dep -> dep.lineage(Lineage.expansion("clip_id")))
            .build();
  }

  @TempDir Path directory;
  private Project project;
  private String url;
  private Connection connection;

  @BeforeEach
  void database() throws SQLException {
    project = new Project(directory);
    url = "jdbc:h2:mem:" + directory.getFileName();
    connection = DriverManager.getConnection(url);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Migrations live(Class<?> feature) {
    return project.with(feature, o -> o.connection(url, null, null));
  }

  private Migrations pieces(Class<?> piece, UnaryOperator<MigrationOptions.Builder> more) {
    String features = AtFirst.Clip.class.getName() + "," + piece.getName();
    return project.with(Map.of("metaxy.features", features), more);
  }

  private Flyway flyway(String database) {
    return Flyway.configure()
        .dataSource(database, null, null)
        .locations("filesystem:" + project.path(Project.H2))
        .baselineVersion("20260131235958")
        .load();
  }

  private List<String> drift(Class<?> feature) {
    return live(feature).drift().text().lines().toList();
  }

  /** Flyway takes the version from the name. */
  @SuppressWarnings("TypeName")
  public static final class V20260201000000__Users extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws SQLException {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute("create table users (id int)");
      }
    }
  }

  @Test
  void aParentIsNeitherMadeNorChangedByTheDatabase() throws SQLException {
    UnaryOperator<MigrationOptions.Builder> on = o -> o.connection(url, null, null);
    pieces(Unrelated.Piece.class, on).generate();
    flyway(url).migrate();
    execute("alter table \"piece\" add column \"clip_id\" varchar_ignorecase default '' not null");
    project.later(60);
    Migrations pieces = pieces(Piece.class, on);
    assertEquals(
        "Cannot adopt column clip_id of table piece: no conversion from its type"
            + " varchar_ignorecase(1000000000) to varchar in the spec of piece works for every"
            + " value; change its type in the spec",
        assertThrows(MigrationException.class, pieces::adopt).getMessage());

    execute("alter table \"piece\" alter column \"clip_id\" set data type varchar");
    assertEquals(List.of("piece.clip_id"), pieces.adopt().columns());
    flyway(url).migrate();
    execute("alter table \"piece\" alter column \"clip_id\" set default random_uuid()");
    String problem =
        "[server-generated-id] piece, id clip_id: Cannot let the database generate ids:";
    String drift = pieces(Piece.class, on).drift().text();
    assertTrue(drift.contains(problem), drift);
    DiffReport diff = pieces(Piece.class, o -> on.apply(o).current(CurrentSource.DATABASE)).diff();
    assertTrue(diff.text().contains(problem), diff.text());
  }

  @Nested
  class DriftNamesTheEdge {

    @BeforeEach
    void migrate() {
      project.with(AtFirst.Clip.class).generate();
      flyway(url).migrate();
    }

    @Test
    void thatIsNone() {
      DriftReport report = live(AtFirst.Clip.class).drift();

      assertTrue(report.isClean(), report.text());
      assertEquals("clean: Everything that was compared agrees", report.summary());
      assertEquals(
          List.of(
              "h2, specs <-> snapshot: agree",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: agree"),
          report.text().lines().toList());
    }

    @Test
    void betweenSpecsAndSnapshot() {
      assertEquals(
          List.of(
              "h2, specs <-> snapshot: disagree",
              "  clip: missing change: add column seconds to clip",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: agree"),
          drift(WithSeconds.Clip.class));
    }

    @Test
    void betweenSnapshotAndScripts() throws IOException {
      Files.writeString(
          project.path(Project.H2 + "/V20260201000000__mine.sql"),
          "alter table \"clip\" add column \"seconds\" double precision");
      flyway(url).migrate();

      assertEquals(
          List.of(
              "h2, specs <-> snapshot: agree",
              "h2, snapshot <-> scripts: agree",
              "  Table clip has columns that no spec names, which are left alone: seconds double"
                  + " precision",
              "h2, scripts <-> database: agree"),
          drift(AtFirst.Clip.class));
      assertEquals(
          List.of(
              "h2, specs <-> snapshot: disagree",
              "  clip: missing change: add column seconds to clip",
              "h2, snapshot <-> scripts: disagree",
              "  clip: missing change: drop column seconds from clip",
              "h2, scripts <-> database: agree"),
          drift(WithSeconds.Clip.class));
    }

    @Test
    void betweenScriptsAndDatabase() throws SQLException {
      execute("alter table \"clip\" drop column \"path\"");

      assertEquals(
          List.of(
              "h2, specs <-> snapshot: agree",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: disagree",
              "  clip: missing change: add column path to clip"),
          drift(AtFirst.Clip.class));
    }

    @Test
    void andTheScriptsThatHaveNotRun() {
      project.with(WithSeconds.Clip.class).generate();

      assertEquals(
          List.of(
              "h2, specs <-> snapshot: agree",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: disagree",
              "  Script V20260131235959__metaxy_alter_clip.sql has not run; run Flyway migrate",
              "  clip: missing change: add column seconds to clip"),
          drift(WithSeconds.Clip.class));
    }

    /** Flyway must not skip a script while others with lower versions have to run. */
    @Test
    void andTablesThatExistAlready() throws IOException, SQLException {
      project.with(WithSeconds.Clip.class).generate();
      execute("drop table \"flyway_schema_history\"");
      assertEquals(
          List.of(
              "  Table clip exists, but script V20260131235958__metaxy_create_clip.sql, which"
                  + " creates it, has not run; drop the table if its rows need not be kept, then"
                  + " run Flyway migrate",
              "  Script V20260131235959__metaxy_alter_clip.sql has not run; run Flyway migrate",
              "  clip: missing change: add column seconds to clip"),
          drift(WithSeconds.Clip.class).subList(3, 6));

      execute("alter table \"clip\" add column \"seconds\" double precision");
      List<String> drift = drift(WithSeconds.Clip.class);
      assertEquals(4, drift.size(), drift.toString());
      assertTrue(drift.get(3).endsWith(" -baselineVersion=20260131235959"), drift.get(3));

      Files.writeString(
          project.path(Project.H2 + "/V20260131235957__mine.sql"), "create table mine (id int)");
      assertEquals(
          "  Table clip exists, but script V20260131235958__metaxy_create_clip.sql, which creates"
              + " it, has not run; drop the table if its rows need not be kept, then run Flyway"
              + " migrate",
          drift(WithSeconds.Clip.class).get(3));
    }

    @Test
    void andAScriptThatIsOutOfOrder() throws IOException {
      Files.writeString(
          project.path(Project.H2 + "/V2__late.sql"), "create table \"late\" (\"id\" int)");

      assertEquals(
          "  Script V2__late.sql is out of order: the database has run a higher version; give it a"
              + " version above that",
          drift(AtFirst.Clip.class).get(3));
    }

    @Test
    void andARepeatableScriptUntilItHasRunAgain() throws IOException {
      Path view = project.path(Project.H2 + "/R__view.sql");
      Files.writeString(view, "create or replace view v as select 1 x");
      flyway(url).migrate();
      Files.writeString(view, "create or replace view v as select 2 x");

      assertEquals(
          List.of(
              "h2, specs <-> snapshot: agree",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: disagree",
              "  Script R__view.sql has not run; run Flyway migrate"),
          drift(AtFirst.Clip.class));
      flyway(url).migrate();
      assertEquals("h2, scripts <-> database: agree", drift(AtFirst.Clip.class).get(2));
    }

    @Test
    void andNoMigrationInJava() {
      Flyway.configure()
          .configuration(flyway(url).getConfiguration())
          .javaMigrations(new V20260201000000__Users())
          .load()
          .migrate();

      assertEquals("h2, scripts <-> database: agree", drift(AtFirst.Clip.class).get(2));
    }

    @Test
    void andAnIdThatTheDatabaseMakes() throws SQLException {
      execute("alter table \"clip\" alter column \"clip_id\" set default random_uuid()");

      String finding = drift(AtFirst.Clip.class).get(3);
      assertTrue(finding.startsWith("  [server-generated-id] clip, id clip_id: Cannot"), finding);
    }

    @Test
    void asJson() throws SQLException {
      execute("alter table \"clip\" drop column \"path\"");

      String json = live(AtFirst.Clip.class).drift().json();
      assertTrue(json.contains("\"edge\": \"scripts <-> database\""), json);
      assertTrue(json.contains("\"status\": \"drift\""), json);
    }
  }

  /** What others have built on the tables; {@code UsedByOthersTest} has all kinds of it. */
  @Nested
  class AViewOfAColumn {

    private static final String REFUSED =
        "[used-by-others] clip, column path: Cannot drop column path from clip without permission,"
            + " because the database refuses it, or it breaks what uses the table: view v; allow"
            + " used-by-others:clip.path, or drop the objects in a script of your own that runs"
            + " earlier, and create them again in one that runs later";

    @BeforeEach
    void migrate() {
      project.with(AtFirst.Clip.class).generate();
      flyway(url).migrate();
    }

    private List<String> blocking(DiffReport diff) {
      return diff.databases().get(0).blocking().stream().map(Problem::toString).toList();
    }

    private Migrations without(UnaryOperator<MigrationOptions.Builder> more) {
      return project.with(WithoutPath.Clip.class, o -> more.apply(o.allow(Set.of("drop-column"))));
    }

    @Test
    void isInTheWayInTheLiveDatabase() throws SQLException {
      execute("create view \"v\" as select \"path\" from \"clip\"");

      for (CurrentSource current : List.of(CurrentSource.SNAPSHOT, CurrentSource.DATABASE)) {
        Migrations migrations = without(o -> o.current(current).connection(url, null, null));
        assertEquals(List.of(REFUSED), blocking(migrations.diff()));
        assertThrows(MigrationException.class, migrations::generate);
      }
      assertEquals(List.of(), blocking(without(o -> o).diff()));
      String drift = without(o -> o.connection(url, null, null)).drift().text();
      assertTrue(drift.contains(REFUSED), drift);
    }

    /** A repeatable script and a callback run after all others. */
    @ParameterizedTest
    @ValueSource(strings = {"R__v.sql", "afterMigrate.sql"})
    void isInTheWayWhenAScriptMakesIt(String script) throws IOException {
      Files.writeString(
          project.path(Project.H2 + "/" + script),
          "create view \"v\" as select \"path\" from \"clip\"");

      assertEquals(
          List.of(REFUSED), blocking(without(o -> o.current(CurrentSource.SCRIPTS)).diff()));
    }

    @Test
    void makesARenameUnsafeUntilItIsAllowed() throws SQLException {
      execute("create view \"v\" as select \"path\" from \"clip\"");

      DiffReport diff =
          project
              .with(
                  Renamed.Film.class,
                  o ->
                      o.allow(Set.of(SafetyRule.USED_BY_OTHERS.code())).connection(url, null, null))
              .diff();

      assertEquals(List.of(), blocking(diff));
      assertEquals(
          Set.of(SafetyRule.USED_BY_OTHERS),
          diff.databases().get(0).plan().scripts().get(0).statements().stream()
              .filter(s -> s.change() instanceof Change.Rename)
              .filter(s -> !s.sql().contains("metaxy_"))
              .map(PlannedStatement::rule)
              .collect(Collectors.toSet()));
    }

    @Test
    void isUnknownWhenTheDatabaseCannotBeReached() {
      DiffReport diff = without(o -> o.connection("jdbc:h2:mem:none", null, null)).diff();

      String note = diff.databases().get(0).notes().get(0);
      assertTrue(
          note.startsWith(
              "Views and other objects that use the tables are not known: Cannot connect to"
                  + " jdbc:h2:mem:none: the database does not exist; run Flyway migrate, which"
                  + " creates it, or correct metaxy.url"),
          note);
    }
  }

  @Nested
  class AdoptTakesTablesAsTheyAre {

    /** A table of another tool: in another order, without a key or comment, with nulls allowed. */
    @BeforeEach
    void create() throws SQLException {
      execute(
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
    }

    @Test
    void intoASnapshotAndAScriptForNewDatabases() throws IOException {
      AdoptReport report = live(AtFirst.Clip.class).adopt();

      assertEquals(List.of("clip"), report.features());
      assertEquals(
          Set.of(
              Project.H2 + "/V20260131235958__metaxy_adopt_clip.sql",
              Project.H2 + "/metaxy/clip.json"),
          project.files().keySet());
      assertEquals(Status.CLEAN, project.with(AtFirst.Clip.class).check().status());
    }

    @Test
    void thatTheDatabaseWhichHasThemPassesOver() throws SQLException {
      AdoptReport report = live(AtFirst.Clip.class).adopt();
      assertEquals(
          "flyway baseline -url=jdbc:h2:mem:"
              + directory.getFileName()
              + " -baselineVersion=20260131235958",
          report.baseline());
      project.with(WithSeconds.Clip.class).generate();

      flyway(url).baseline();
      flyway(url).migrate();
      String other = "jdbc:h2:mem:other" + directory.getFileName();
      try (Connection kept = DriverManager.getConnection(other)) {
        flyway(other).migrate();
        assertTrue(kept.isValid(1));
        for (String database : List.of(url, other)) {
          DriftReport drift =
              project.with(WithSeconds.Clip.class, o -> o.connection(database, null, null)).drift();
          assertTrue(drift.isClean(), drift.text());
        }
      }
    }

    @Test
    void unlessTheyMakeTheirIdsThemselves() throws IOException, SQLException {
      execute("alter table \"clip\" alter column \"clip_id\" set default random_uuid()");

      String message =
          assertThrows(MigrationException.class, () -> live(AtFirst.Clip.class).adopt())
              .getMessage();

      assertEquals(
          "Cannot adopt table clip: 1 problem\n"
              + "  [server-generated-id] clip, id clip_id: Cannot let the database generate ids:"
              + " column clip_id of table clip has the default RANDOM_UUID(); remove the"
              + " identity, default or expression, because the pipeline supplies the ids of"
              + " samples",
          message);
      assertEquals(Set.of(), project.files().keySet());
    }

    @Test
    void onceOnly() {
      live(AtFirst.Clip.class).adopt();

      AdoptReport again = live(AtFirst.Clip.class).adopt();

      assertEquals(List.of(), again.features());
      assertEquals(List.of(), again.files());
      assertEquals(
          "No table to adopt: every feature with a visible table already has a snapshot\n",
          again.text());
    }

    /** Two scripts would make one table. */
    @Test
    void unlessAScriptOfOursMakesThem() throws IOException {
      live(AtFirst.Clip.class).adopt();
      Files.delete(project.path(Project.H2 + "/metaxy/clip.json"));
      Map<String, String> before = project.files();

      assertEquals(
          "Cannot adopt table clip of feature clip: script"
              + " V20260131235958__metaxy_adopt_clip.sql of metaxy-jooq creates it, and only its"
              + " snapshot is missing; restore it from"
              + " version control, or rewrite the snapshots from the scripts: run generate with"
              + " -Dmetaxy.current=scripts",
          assertThrows(MigrationException.class, () -> live(AtFirst.Clip.class).adopt())
              .getMessage());
      assertEquals(before, project.files());
      project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();
      assertEquals(Status.CLEAN, project.with(AtFirst.Clip.class).check().status());
    }

    @Test
    void andThoseThatAScriptOfTheUsersMakes() throws IOException {
      Files.createDirectories(project.path(Project.H2));
      Files.writeString(
          project.path(Project.H2 + "/V1__clip.sql"),
          "create table if not exists \"clip\" (\"clip_id\" varchar, \"path\" varchar);\n");

      assertEquals(List.of("clip"), live(AtFirst.Clip.class).adopt().features());
      assertEquals(Status.CLEAN, project.with(AtFirst.Clip.class).check().status());
    }

    @Test
    void andRunsNoStatementOfItsOwn() throws SQLException {
      live(AtFirst.Clip.class).adopt();

      try (Statement statement = connection.createStatement();
          var tables =
              statement.executeQuery(
                  "select count(*) from information_schema.tables where table_schema = 'PUBLIC'")) {
        assertTrue(tables.next());
        assertEquals(1, tables.getInt(1));
      }
    }

    @Test
    void unlessASystemColumnIsMissing() throws Exception {
      execute("alter table \"clip\" drop column \"metaxy_provenance\"");

      assertEquals(
          "Cannot adopt table clip of feature clip: it lacks the system column metaxy_provenance;"
              + " add and fill it, or rename the table so that a new one is created",
          assertThrows(MigrationException.class, () -> live(AtFirst.Clip.class).adopt())
              .getMessage());
      assertEquals(Set.of(), project.files().keySet());
    }
  }

  @Test
  void theLiveTablesCanBeWhatThereIs() throws Exception {
    project.with(AtFirst.Clip.class).generate();
    flyway(url).migrate();

    DiffReport diff =
        project
            .with(
                WithSeconds.Clip.class,
                o -> o.current(CurrentSource.DATABASE).connection(url, null, null))
            .diff();

    assertEquals(
        List.of("add column seconds to clip"),
        diff.databases().get(0).diff().changes().stream().map(ChangeText::of).toList());
  }

  @Nested
  class ADatabaseThatCannotBeLookedAt {

    private String adopt(String jdbcUrl) {
      return assertThrows(
              MigrationException.class,
              () ->
                  project
                      .with(AtFirst.Clip.class, o -> o.connection(jdbcUrl, "sa", "hunter2"))
                      .adopt())
          .getMessage();
    }

    @Test
    void isNotMade() {
      Path file = directory.resolve("none");
      String message = adopt("jdbc:h2:" + file);

      assertTrue(
          message.startsWith(
              "Cannot connect to jdbc:h2:" + file + ": the database does not exist;"),
          message);
      assertTrue(Files.notExists(directory.resolve("none.mv.db")));
    }

    @Test
    void isNamedWithoutItsSecrets() {
      String message = adopt("jdbc:h2:tcp://localhost:1/x");

      assertTrue(message.startsWith("Cannot connect to jdbc:h2:tcp://localhost:1/x: "), message);
      assertEquals(-1, message.indexOf("hunter2"));
    }

    @Test
    void becauseThePasswordIsWrong() throws SQLException {
      execute("create user anna password 'right'");

      String message =
          assertThrows(
                  MigrationException.class,
                  () ->
                      project
                          .with(AtFirst.Clip.class, o -> o.connection(url, "anna", "hunter2"))
                          .adopt())
              .getMessage();
      assertTrue(
          message.startsWith("Cannot connect to " + url + ": Wrong user name or password"),
          message);
      assertEquals(-1, message.indexOf("hunter2"));
    }

    @Test
    void becauseTheUserHasNoRights() throws SQLException {
      project.with(AtFirst.Clip.class).generate();
      flyway(url).migrate();
      execute("create user anna password 'right'");

      String message =
          assertThrows(
                  MigrationException.class,
                  () ->
                      project
                          .with(AtFirst.Clip.class, o -> o.connection(url, "anna", "right"))
                          .drift())
              .getMessage();
      assertEquals(
          "Cannot read Flyway's history of "
              + url
              + ": Error while retrieving the list of applied migrations from Schema History table"
              + " \"PUBLIC\".\"flyway_schema_history\"; grant the user the right to read it, or"
              + " correct url, user and password",
          message);
    }

    /** The driver quotes names, which are the password here. */
    @Test
    void becauseOfWhatTheDriverQuotesAndNoCauseHasASecret() throws SQLException {
      project.with(AtFirst.Clip.class).generate();
      flyway(url).migrate();
      execute("create user anna password 'flyway_schema_history'");
      execute("create user bert password 'MARKED-ONE'");
      List<MigrationException> failures =
          List.of(
              failure(o -> o.connection(url, "anna", "flyway_schema_history"), Migrations::drift),
              failure(
                  o -> o.connection(url + ";MARKED-ONE", "bert", "MARKED-ONE"), Migrations::adopt),
              failure(
                  o ->
                      o.connection(url, "bert", "MARKED-ONE")
                          .flyway(FlywaySettings.of(Map.of("defaultSchema", "MARKED-ONE"))),
                  Migrations::adopt));
      for (MigrationException failure : failures) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        assertTrue(all.toString().contains("Caused by: "), all.toString());
        assertFalse(all.toString().contains("flyway_schema_history"), all.toString());
        assertFalse(all.toString().contains("MARKED-ONE"), all.toString());
      }
    }

    private MigrationException failure(
        UnaryOperator<MigrationOptions.Builder> options, Consumer<Migrations> goal) {
      return assertThrows(
          MigrationException.class, () -> goal.accept(project.with(AtFirst.Clip.class, options)));
    }

    @Test
    void isNotMadeByLooking() {
      Path file = directory.resolve("typo");
      String message =
          assertThrows(
                  MigrationException.class,
                  () ->
                      project
                          .with(
                              AtFirst.Clip.class, o -> o.connection("jdbc:h2:" + file, null, null))
                          .drift())
              .getMessage();
      assertTrue(
          message.startsWith(
              "Cannot connect to jdbc:h2:" + file + ": the database does not exist;"),
          message);
      assertTrue(Files.notExists(directory.resolve("typo.mv.db")));
    }

    @Test
    void isOneOfThoseThatScriptsAreWrittenFor() {
      assertEquals(
          "Invalid URL: jdbc:oracle:thin:@//h/d (must begin with one of [jdbc:duckdb:, jdbc:h2:,"
              + " jdbc:mariadb:, jdbc:postgresql:]); correct metaxy.url",
          adopt("jdbc:oracle:thin:@//h/d"));
      assertEquals(
          "Cannot use jdbc:postgresql://h/d: metaxy.databases does not name postgresql; add it",
          adopt("jdbc:postgresql://h/d"));
      assertEquals(
          "Cannot use jdbc:duckdb:clips.db: metaxy.databases does not name duckdb; add it",
          assertThrows(
                  MigrationException.class,
                  () ->
                      project
                          .with(
                              AtFirst.Clip.class,
                              o -> o.connection("jdbc:duckdb:clips.db", null, null))
                          .drift())
              .getMessage());
    }

    @Test
    void isNeeded() {
      assertEquals(
          "Cannot adopt tables without the URL or store of the database that has them; set"
              + " metaxy.url or metaxy.store",
          assertThrows(MigrationException.class, () -> project.with(AtFirst.Clip.class).adopt())
              .getMessage());
      assertEquals(
          "Cannot read a live database without its URL or store; set metaxy.url or metaxy.store,"
              + " or choose another metaxy.current",
          assertThrows(
                  MigrationException.class,
                  () -> project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.DATABASE)))
              .getMessage());
    }
  }
}
