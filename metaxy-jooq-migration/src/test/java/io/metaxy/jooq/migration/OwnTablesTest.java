package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.change.ChangeText;
import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.spec.FeatureSpec;
import io.metaxy.jooq.spec.RenamedFrom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only tables that belong to a feature count as the current state of a database or of scripts. */
class OwnTablesTest {

  private static final String SYSTEM_COLUMNS =
      """
      , "metaxy_provenance_by_field" json, "metaxy_provenance" varchar,
      "metaxy_data_version_by_field" json, "metaxy_data_version" varchar,
      "metaxy_feature_version" varchar, "metaxy_project_version" varchar,
      "metaxy_created_at" timestamp(6) with time zone,
      "metaxy_updated_at" timestamp(6) with time zone,
      "metaxy_deleted_at" timestamp(6) with time zone, "metaxy_materialization_id" varchar
      """;

  @TempDir Path directory;
  private Project project;
  private String url;
  private Connection connection;

  @BeforeEach
  void database() throws SQLException {
    project = new Project(directory);
    url = "jdbc:h2:mem:own" + directory.getFileName();
    connection = DriverManager.getConnection(url);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void script(String name, String sql) throws IOException {
    Path script = project.path(Project.H2 + "/" + name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, sql);
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(url, null, null)
        .locations("filesystem:" + project.path(Project.H2))
        .baselineVersion("20260131235958")
        .load();
  }

  private MigrationOptions.Builder live(MigrationOptions.Builder options) {
    return options.current(CurrentSource.DATABASE).connection(url, null, null);
  }

  /** All goals report it, and nothing is written. */
  private void refused(
      Class<?> feature, UnaryOperator<MigrationOptions.Builder> options, String sentence)
      throws IOException {
    Map<String, String> before = project.files();
    Migrations migrations = project.with(feature, options);
    assertEquals(
        sentence, assertThrows(MigrationException.class, migrations::generate).getMessage());
    assertEquals("broken: " + sentence, migrations.check().summary());
    assertEquals(before, project.files());
  }

  private void refusedLive(String sentence) throws IOException {
    refused(AtFirst.Clip.class, OwnTablesTest.this::live, sentence);
  }

  @Nested
  class ATableOfSomebodyElse {

    private void clips(String comment) throws SQLException {
      execute(
          "create table \"clip\" (\"clip_id\" varchar not null primary key, \"path\" varchar)",
          "comment on table \"clip\" is '" + comment + "'");
    }

    private String refusal(String comment) {
      return "Cannot use table clip as the table of feature clip: its comment is '"
          + comment
          + "', and no snapshot or script written by metaxy lists it; run adopt, or give the"
          + " feature"
          + " another table with .table(\"...\")";
    }

    @Test
    void isNotTakenByItsName() throws Exception {
      clips("Video clips of the web shop");

      refusedLive(refusal("Video clips of the web shop"));
    }

    @Test
    void isNotTakenWhenAnotherFeatureHasIt() throws Exception {
      clips("Feature other/thing: of another project");

      refusedLive(refusal("Feature other/thing: of another project"));
    }

    @Test
    void keepsItsNameWhenItIsAnotherFeatures() throws Exception {
      execute(
          "create table \"clip\" (\"film_id\" varchar, \"title\" varchar" + SYSTEM_COLUMNS + ")",
          "comment on table \"clip\" is 'Feature film: of another project'");

      CheckReport report = project.with(AtFirst.Clip.class, OwnTablesTest.this::live).check();

      assertEquals(Status.UNSAFE, report.status());
      assertTrue(
          report
              .summary()
              .contains(
                  "[table-name-taken] clip: Cannot give feature clip the table clip, because it"
                      + " belongs to feature film; "),
          report.summary());
    }

    @Test
    void isNotTakenWithoutACommentBeforeItIsAdopted() throws Exception {
      execute(
          "create table \"clip\" (\"clip_id\" varchar, \"path\" varchar" + SYSTEM_COLUMNS + ")");

      refusedLive(
          "Cannot use table clip as the table of feature clip: it has no comment, and no"
              + " snapshot or script written by metaxy lists it; run adopt, or give the feature"
              + " another table with .table(\"...\")");
      project.with(AtFirst.Clip.class, o -> o.connection(url, null, null)).adopt();
      flyway().baseline();
      assertEquals(
          Status.CLEAN,
          project.with(AtFirst.Clip.class, OwnTablesTest.this::live).check().status());
    }

    @Test
    void keepsItsKeyAndCommentWhenItIsAdopted() throws Exception {
      execute(
          "create table \"clip\" (\"clip_id\" varchar primary key, \"path\" varchar"
              + SYSTEM_COLUMNS
              + ")",
          "comment on table \"clip\" is 'Video clips of the web shop'");

      project.with(AtFirst.Clip.class, o -> o.connection(url, null, null)).adopt();

      assertEquals(Status.CLEAN, project.with(AtFirst.Clip.class).check().status());
      flyway().baseline();
      assertEquals(
          Status.CLEAN,
          project.with(AtFirst.Clip.class, OwnTablesTest.this::live).check().status());
      assertEquals(
          Status.CLEAN,
          project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).check().status());
    }

    @Test
    void isOrphanedWhenItWasAdoptedAndItsFeatureLeft() throws Exception {
      execute(
          "create table \"clip\" (\"clip_id\" varchar, \"path\" varchar" + SYSTEM_COLUMNS + ")");
      project.with(AtFirst.Clip.class, o -> o.connection(url, null, null)).adopt();
      project.with(Song.class).generate();

      project.with(Song.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

      assertTrue(project.files().containsKey(Project.H2 + "/metaxy/clip.json"));
      assertEquals(Status.CLEAN, project.with(Song.class).check().status());
    }

    @Test
    void isNotTakenOfScripts() throws Exception {
      script(
          "V1__shop.sql",
          """
          create table "clip" ("clip_id" varchar primary key, "path" varchar);
          comment on table "clip" is 'Video clips of the web shop';
          """);

      refused(
          AtFirst.Clip.class,
          o -> o.current(CurrentSource.SCRIPTS),
          refusal("Video clips of the web shop"));
    }

    @Test
    void isTakenOfScriptsWhenItCanBeAFeatures() throws Exception {
      script(
          "V1__clip.sql",
          "create table \"clip\" (\"clip_id\" varchar, \"path\" varchar" + SYSTEM_COLUMNS + ");\n");

      assertEquals(
          Status.CLEAN,
          project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).check().status());
    }

    @Test
    void isNamedByDrift() throws Exception {
      clips("Video clips of the web shop");

      assertEquals(
          List.of(
              "h2, scripts <-> database: disagree", "  " + refusal("Video clips of the web shop")),
          project
              .with(AtFirst.Clip.class, o -> o.connection(url, null, null))
              .drift()
              .text()
              .lines()
              .skip(3)
              .toList());
    }
  }

  @Test
  void aCommentThatSoundsLikeOursMakesNoFeature() throws Exception {
    execute(
        "create table feature_flags (name varchar primary key)",
        "comment on table feature_flags is 'Feature flags'");

    GenerateReport report = project.with(AtFirst.Clip.class, OwnTablesTest.this::live).generate();

    assertEquals(-1, report.text().indexOf("flags"), report.text());
    assertEquals(
        Set.of(
            Project.H2 + "/V20260131235958__metaxy_create_clip.sql",
            Project.H2 + "/metaxy/clip.json"),
        project.files().keySet());
    flyway().baseline();
    refused(
        AtFirst.Clip.class,
        o -> live(o).dropFeatures(Set.of("flags")),
        "Invalid feature in metaxy.drop: flags (must be one of [clip]); correct or remove it");
  }

  @Nested
  class ATableOfOurs {

    @BeforeEach
    void migrate() {
      project.with(AtFirst.Clip.class).generate();
      flyway().migrate();
    }

    @Test
    void thatLacksASystemColumnIsRefused() throws Exception {
      execute("alter table \"clip\" drop column \"metaxy_provenance\"");

      refusedLive(
          "Cannot use table clip of feature clip: it lacks the system column metaxy_provenance;"
              + " add and fill it, or rename the table so that a new one is created");
    }

    @Test
    void withoutItsCommentIsNamedByDrift() throws Exception {
      execute("comment on table \"clip\" is 'Clips'");

      assertEquals(
          "  clip: the comment on table clip no longer names the feature",
          project
              .with(AtFirst.Clip.class, o -> o.connection(url, null, null))
              .drift()
              .text()
              .lines()
              .skip(3)
              .findFirst()
              .orElseThrow());
    }
  }

  @Nested
  class ADatabaseThatIsBehindItsScripts {

    private void refusedBecauseOf(String finding) throws IOException {
      refused(
          WithSeconds.Clip.class,
          OwnTablesTest.this::live,
          "Cannot use " + url + " as the current state: " + finding);
    }

    @Test
    void isToBeMigratedFirst() throws Exception {
      project.with(AtFirst.Clip.class).generate();
      flyway().migrate();
      project.with(WithSeconds.Clip.class).generate();

      refusedBecauseOf(
          "Script V20260131235959__metaxy_alter_clip.sql has not run; run Flyway migrate");
      flyway().migrate();
      assertEquals(
          Status.CLEAN,
          project.with(WithSeconds.Clip.class, OwnTablesTest.this::live).check().status());
    }

    @Test
    void isToBeMigratedFirstThoughItIsEmpty() throws Exception {
      project.with(WithSeconds.Clip.class).generate();

      refusedBecauseOf(
          "Script V20260131235958__metaxy_create_clip.sql has not run; run Flyway migrate");
    }

    @Test
    void isRefusedBecauseAScriptIsOutOfOrder() throws Exception {
      project.with(WithSeconds.Clip.class).generate();
      flyway().migrate();
      script("V2__late.sql", "create table \"late\" (\"id\" int);\n");

      refusedBecauseOf(
          "Script V2__late.sql is out of order: the database has run a higher version; give it a"
              + " version above that");
    }
  }

  record Song(String songId, double bpm) {
    public static final FeatureSpec SPEC = FeatureSpec.of("song").id("song_id").build();
  }

  static final class Before {
    record Film(String clipId, String path) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("film").id("clip_id").table("t").build();
    }

    private Before() {}
  }

  static final class After {
    @RenamedFrom("film")
    record Clip(String clipId, String path) {
      public static final FeatureSpec SPEC =
          FeatureSpec.of("clip").id("clip_id").table("t").build();
    }

    private After() {}
  }

  @Nested
  class AFeatureIsRenamedAndItsTableIsNot {

    private List<String> drift() {
      return project
          .with(After.Clip.class, o -> o.connection(url, null, null))
          .drift()
          .text()
          .lines()
          .toList();
    }

    @Test
    void driftNamesTheSpecsOnly() {
      project.with(Before.Film.class).generate();
      flyway().migrate();

      assertEquals(
          List.of(
              "h2, specs <-> snapshot: disagree",
              "  clip: missing change: rename feature film, which keeps table t",
              "  clip: missing change: change the comment on table t",
              "h2, snapshot <-> scripts: agree",
              "h2, scripts <-> database: agree"),
          drift());
    }

    @Test
    void andNothingOnceItIsMigrated() {
      project.with(Before.Film.class).generate();
      project.with(After.Clip.class).generate();
      flyway().migrate();

      assertTrue(drift().stream().allMatch(edge -> edge.endsWith(": agree")), drift().toString());
      assertEquals(
          Status.CLEAN, project.with(After.Clip.class, OwnTablesTest.this::live).check().status());
    }

    @Test
    void theDatabaseTellsItByTheComment() throws Exception {
      project.with(Before.Film.class).generate();
      flyway().migrate();
      Files.delete(project.path(Project.H2 + "/metaxy/film.json"));
      Files.delete(project.path(Project.H2 + "/V20260131235958__metaxy_create_t.sql"));

      DiffReport diff = project.with(After.Clip.class, OwnTablesTest.this::live).diff();

      assertEquals(
          List.of("rename feature film, which keeps table t", "change the comment on table t"),
          diff.databases().get(0).diff().changes().stream().map(ChangeText::of).toList());
    }
  }
}
