package io.metaxy.jooq.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.fixture.Clips.AtFirst;
import io.metaxy.jooq.migration.fixture.Clips.Broken;
import io.metaxy.jooq.migration.fixture.Clips.Described;
import io.metaxy.jooq.migration.fixture.Clips.Renamed;
import io.metaxy.jooq.migration.fixture.Clips.WithOtherCode;
import io.metaxy.jooq.migration.fixture.Clips.WithOtherIds;
import io.metaxy.jooq.migration.fixture.Clips.WithSeconds;
import io.metaxy.jooq.migration.fixture.Clips.WithoutPath;
import io.metaxy.jooq.migration.fixture.Project;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.DiffReport;
import io.metaxy.jooq.migration.report.GenerateReport;
import io.metaxy.jooq.spec.FeatureSpec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with a project, offline: the snapshots are the current state. */
class MigrationsTest {

  private static final String FIRST = "V20260131235958__metaxy_create_clip.sql";
  private static final String SNAPSHOT = Project.H2 + "/metaxy/clip.json";

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void project() {
    project = new Project(directory);
  }

  /** A feature whose filter no resolve can evaluate. */
  public record Grade(String clipId) {
    public static final FeatureSpec SPEC =
        FeatureSpec.of("grade")
            .id("clip_id")
            .dependsOn("clip", clip -> clip.where("size > 3"))
            .build();
  }

  private Migrations graded(String resolvable) {
    return Migrations.of(
        MigrationOptions.builder(
                Map.of(
                    "metaxy.features",
                    AtFirst.Clip.class.getName() + ", " + Grade.class.getName(),
                    "metaxy.resolvable",
                    resolvable))
            .basedir(directory)
            .loader(getClass().getClassLoader())
            .databases(MigrationDatabase.H2)
            .systemTables(false)
            .build());
  }

  private Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    project.files().keySet().forEach(f -> names.add(f.replace(Project.H2 + "/", "")));
    return names;
  }

  private static String refused(Migrations migrations) {
    return assertThrows(MigrationException.class, migrations::generate).getMessage();
  }

  private void replace(String file, String old, String text) throws IOException {
    Path path = project.path(file);
    String before = Files.readString(path);
    assertTrue(before.contains(old), before);
    Files.writeString(path, before.replace(old, text));
  }

  @Test
  void generateWritesAScriptAndItsSnapshot() throws IOException {
    GenerateReport report = project.with(AtFirst.Clip.class).generate();

    assertEquals(Set.of(FIRST, "metaxy/clip.json"), names());
    assertEquals(
        List.of(Path.of(Project.H2, FIRST), Path.of(Project.H2, "metaxy/clip.json")),
        report.files());
    assertEquals(
        """
        -- Written by metaxy-jooq from the feature specs. Do not edit it once a database has run it.
        -- clip: create table clip
        -- SAFE create-table: Nothing uses a new table yet.

        create table "clip" (
          "clip_id" varchar not null,
          "path" varchar not null,
          "metaxy_provenance_by_field" json not null,
          "metaxy_provenance" varchar not null,
          "metaxy_data_version_by_field" json not null,
          "metaxy_data_version" varchar not null,
          "metaxy_feature_version" varchar not null,
          "metaxy_project_version" varchar not null,
          "metaxy_created_at" timestamp(6) with time zone not null,
          "metaxy_updated_at" timestamp(6) with time zone not null,
          "metaxy_deleted_at" timestamp(6) with time zone,
          "metaxy_materialization_id" varchar
        );

        comment on table "clip" is 'Feature clip';
        """,
        project.files().get(Project.H2 + "/" + FIRST));
  }

  @Test
  void generateWritesNothingWhenThereIsNothingToDo() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    Map<String, String> before = project.files();
    project.later(3600);

    assertEquals(List.of(), project.with(AtFirst.Clip.class).generate().files());
    assertEquals(before, project.files());
  }

  @Test
  void nothingButVersionsDependsOnTime() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    Project other = new Project(Files.createDirectory(directory.resolve("other")));
    other.later(86_400);
    other.with(AtFirst.Clip.class).generate();

    String text = other.files().get(Project.H2 + "/V20260201235958__metaxy_create_clip.sql");
    assertEquals(project.files().get(Project.H2 + "/" + FIRST), text);
  }

  @Test
  void aScriptIsAboveAllThatThereAreThoughTheClockStands() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    project.with(WithSeconds.Clip.class).generate();

    assertEquals(
        Set.of(FIRST, "V20260131235959__metaxy_alter_clip.sql", "metaxy/clip.json"), names());
  }

  @Test
  void theFoldersStyleIsContinued() throws IOException {
    Files.createDirectories(project.path(Project.H2));
    Files.writeString(
        project.path(Project.H2 + "/V0007__users.sql"), "create table users (id int)");

    project.with(AtFirst.Clip.class, o -> o.naming(Naming.AUTO)).generate();

    assertEquals(
        Set.of("V0007__users.sql", "V0008__metaxy_create_clip.sql", "metaxy/clip.json"), names());
  }

  @Test
  void otherFoldersOfTheHistoryAreCounted() throws IOException {
    Files.createDirectories(project.path("common"));
    Files.writeString(project.path("common/V41__users.sql"), "create table users (id int)");
    FlywaySettings settings = FlywaySettings.of(Map.of("locations", "filesystem:common"));

    project.with(AtFirst.Clip.class, o -> o.naming(Naming.SEQUENTIAL).flyway(settings)).generate();

    assertTrue(names().contains("V42__metaxy_create_clip.sql"), names().toString());
  }

  @Nested
  class CheckSays {

    private String check(Class<?> feature) {
      CheckReport report = project.with(feature).check();
      assertEquals(report.summary(), report.text().lines().findFirst().orElseThrow());
      return report.summary();
    }

    @Test
    void cleanWhenScriptsMakeWhatSpecsAskFor() {
      project.with(AtFirst.Clip.class).generate();

      assertEquals("clean: The scripts match the specs", check(AtFirst.Clip.class));
    }

    @Test
    void pendingWhenAScriptIsToBeWritten() {
      project.with(AtFirst.Clip.class).generate();

      assertEquals(
          "pending: The scripts do not cover all changes to the specs; run generate and commit"
              + " its files",
          check(WithSeconds.Clip.class));
    }

    @Test
    void unsafeWhenTheScriptNeedsADecision() {
      project.with(AtFirst.Clip.class).generate();

      assertEquals(
          "unsafe: The next script needs a decision: [drop-column] clip, column path: Cannot drop"
              + " column path from clip without permission, because the values of all versions"
              + " are lost; allow drop-column:clip.path, or keep the column in the spec",
          check(WithoutPath.Clip.class));
    }

    @Test
    void brokenWhenASpecIsWrong() {
      CheckReport report = project.with(Broken.Clip.class).check();

      assertEquals(
          "broken: Cannot read the features: 1 problem\n"
              + "  [unknown-id] clip, id clip_id: Cannot find the id column among the columns [id];"
              + " add the column or correct the id",
          report.summary());
      assertEquals(report.summary() + "\n", report.text());
    }

    @Test
    void brokenWhenAResolveWouldRefuseAFeature() throws IOException {
      String reason =
          "Cannot read the features: 1 problem\n"
              + "  [unknown-column] grade, dependency on clip: Cannot use filter \"size > 3\" at"
              + " position 1: there is no column size (must be one of [clip_id, path]); correct the"
              + " name; if another program computes the feature, set metaxy.resolvable to"
              + " \"except grade\"";

      assertEquals("broken: " + reason, graded("true").check().summary());
      assertEquals(reason, refused(graded("true")));
      assertEquals(Set.of(), names());
      assertEquals(4, graded("false").generate().files().size());
      assertEquals("clean: The scripts match the specs", graded("false").check().summary());
      assertEquals("clean: The scripts match the specs", graded("except grade").check().summary());
    }

    @Test
    void theSameAsJson() {
      String json = project.with(AtFirst.Clip.class).check().json();

      assertTrue(json.contains("\"status\": \"pending\""), json);
      assertTrue(json.contains("\"kind\": \"create-table\""), json);
      assertTrue(json.contains("\"risk\": \"SAFE\""), json);
      assertTrue(
          project.with(Broken.Clip.class).check().json().contains("\"reason\": \"Cannot read"));
    }
  }

  @Test
  void whatNeedsADecisionIsNotWritten() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    Map<String, String> before = project.files();

    MigrationException e =
        assertThrows(
            MigrationException.class, () -> project.with(WithoutPath.Clip.class).generate());

    assertEquals(Status.UNSAFE, e.status());
    assertEquals(List.of("drop-column"), e.problems().stream().map(p -> p.code()).toList());
    assertEquals(before, project.files());
  }

  @Test
  void whatIsAllowedIsWrittenAndSaysSo() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    project.later(60);

    project.with(WithoutPath.Clip.class, o -> o.allow(Set.of("drop-column:clip.path"))).generate();

    String script = project.files().get(Project.H2 + "/V20260201000058__metaxy_alter_clip.sql");
    assertTrue(script.contains("-- DESTRUCTIVE drop-column: "), script);
    assertEquals(Status.CLEAN, project.with(WithoutPath.Clip.class).check().status());
  }

  @Test
  void anUnknownCodeIsRefused() {
    Migrations migrations =
        project.with(AtFirst.Clip.class, o -> o.allow(Set.of("drop-colum:clip.path")));

    String message = refused(migrations);
    assertTrue(
        message.startsWith(
            "Invalid code in metaxy.allow: drop-colum:clip.path (must be one of [add"),
        message);
  }

  @Test
  void aDeclaredRenameIsFollowedByTheSnapshot() throws IOException {
    project.with(AtFirst.Clip.class).generate();
    project.later(60);

    project.with(Renamed.Film.class).generate();

    assertEquals(
        Set.of(FIRST, "V20260201000058__metaxy_alter_film.sql", "metaxy/film.json"), names());
    String snapshot = project.files().get(Project.H2 + "/metaxy/film.json");
    assertTrue(snapshot.contains(FIRST), snapshot);
    assertTrue(snapshot.contains("__metaxy_alter_film.sql"), snapshot);
  }

  @Test
  void otherIdsAreReportedOnceAndRecorded() throws IOException {
    project.with(AtFirst.Clip.class).generate();

    String generated = project.with(WithOtherIds.Clip.class).generate().text();

    assertTrue(
        generated.contains("Rows of clip will be identified by [clip_id, path] instead of"),
        generated);
    String snapshot =
        Files.readString(project.path(Project.H2 + "/metaxy/clip.json")).replaceAll("\\s", "");
    assertTrue(snapshot.contains("\"id_columns\":[\"clip_id\",\"path\"]"), snapshot);
    String again = project.with(WithOtherIds.Clip.class).generate().text();
    assertFalse(again.contains("identified"), again);
    assertEquals(Status.CLEAN, project.with(WithOtherIds.Clip.class).check().status());
  }

  @Test
  void anotherCodeVersionNeedsNoMigration() throws IOException {
    project.with(AtFirst.Clip.class).generate();

    DiffReport diff = project.with(WithOtherCode.Clip.class).diff();

    assertEquals(Status.CLEAN, diff.status());
    assertEquals(
        List.of("No migration needed; 1 feature will be recomputed: clip"),
        diff.databases().get(0).notes());
    assertEquals(
        List.of(Path.of(SNAPSHOT)), project.with(WithOtherCode.Clip.class).generate().files());
    assertEquals(
        List.of(), project.with(WithOtherCode.Clip.class).diff().databases().get(0).notes());
  }

  @Nested
  class ScriptsAndSnapshotsGoTogether {

    @BeforeEach
    void generate() {
      project.with(AtFirst.Clip.class).generate();
    }

    private void refusedByAll(String sentence) {
      Migrations migrations = project.with(WithSeconds.Clip.class);
      assertEquals(sentence, refused(migrations));
      assertEquals("broken: " + sentence, migrations.check().summary());
    }

    @Test
    void aScriptThatWasChangedIsRefused() throws IOException {
      replace(Project.H2 + "/" + FIRST, "\"path\" varchar", "\"path\" varchar(9)");

      refusedByAll(
          "Cannot trust script "
              + FIRST
              + ", which was changed after it was written; restore it from version control, or,"
              + " if no database has run it yet, update the snapshot: run generate with"
              + " -Dmetaxy.current=scripts");
    }

    @Test
    void aScriptWhoseLinesVersionControlEndsOtherwiseIsNot() throws IOException {
      replace(Project.H2 + "/" + FIRST, "\n", "\r\n");

      assertEquals(Status.CLEAN, project.with(AtFirst.Clip.class).check().status());
    }

    @Test
    void aScriptThatIsGoneIsRefused() throws IOException {
      Files.delete(project.path(Project.H2 + "/" + FIRST));

      refusedByAll(
          "Cannot find script "
              + FIRST
              + ", which created the table of clip; restore it from version control");
    }

    @Test
    void aScriptThatGotAHigherVersionIsKnownByItsText() throws IOException {
      String higher = "V20260301000000__metaxy_create_clip.sql";
      Files.move(project.path(Project.H2 + "/" + FIRST), project.path(Project.H2 + "/" + higher));

      project.with(WithSeconds.Clip.class).generate();

      assertEquals(
          Set.of(higher, "V20260301000001__metaxy_alter_clip.sql", "metaxy/clip.json"), names());
      assertTrue(project.files().get(SNAPSHOT).contains(higher));
    }

    @Test
    void scriptsOfATableInAnotherOrderAreRefused() throws IOException {
      project.with(WithSeconds.Clip.class).generate();
      String later = "V20300101000000__metaxy_create_clip.sql";
      Files.move(project.path(Project.H2 + "/" + FIRST), project.path(Project.H2 + "/" + later));

      refusedByAll(
          "Cannot run script V20260131235959__metaxy_alter_clip.sql after "
              + later
              + ": it was written later, but has a lower version; give it a higher one");
    }

    @Test
    void twoBranchesWithOneVersionAreRefused() throws IOException {
      Files.writeString(
          project.path(Project.H2 + "/V20260131235958__theirs.sql"), "create table x (id int)");

      refusedByAll(
          "Cannot order the scripts of "
              + project.path(Project.H2)
              + ": V20260131235958__metaxy_create_clip.sql and V20260131235958__theirs.sql have"
              + " the same version, which happens when two branches write scripts; rename the"
              + " one that no"
              + " database has run yet, for instance to version 20260131235959");
    }

    @Test
    void aSnapshotThatWasChangedByHandIsRefused() throws IOException {
      replace(SNAPSHOT, "\"type\": \"string\"", "\"type\": \"binary\"");

      refusedByAll(
          "Cannot read snapshot "
              + project.path(SNAPSHOT)
              + ": it was changed after it was written; restore it from version control, or"
              + " rewrite it from the scripts: run generate with -Dmetaxy.current=scripts");
    }

    @Test
    void aSnapshotWithConflictMarksIsWrittenAnewFromTheScripts() throws IOException {
      String before = project.files().get(SNAPSHOT);
      replace(SNAPSHOT, "  \"format\"", "<<<<<<< HEAD\n  \"format\"");

      assertEquals(Status.BROKEN, project.with(AtFirst.Clip.class).check().status());
      project.with(AtFirst.Clip.class, o -> o.current(CurrentSource.SCRIPTS)).generate();

      assertEquals(before, project.files().get(SNAPSHOT));
    }

    @Test
    void aBrokenScriptIsTold() throws IOException {
      Files.writeString(
          project.path(Project.H2 + "/V20260201000000__broken.sql"),
          "create table \"x\" (\"id\" int);\nalter table \"y\" add column \"z\" int;\n");
      Migrations migrations =
          project.with(WithSeconds.Clip.class, o -> o.current(CurrentSource.SCRIPTS));

      assertEquals(
          "Cannot run script V20260201000000__broken.sql on H2, line 2: Table \"y\" not found;"
              + " correct the scripts",
          refused(migrations));
    }
  }

  @Nested
  class SeveralDatabases {

    @Test
    void eachHasAFolderAndASnapshot() throws IOException {
      project.with(AtFirst.Clip.class, o -> o.databases(MigrationDatabase.values())).generate();

      for (MigrationDatabase database : MigrationDatabase.values()) {
        String folder = "src/main/resources/db/migration/" + database.folder() + "/";
        assertTrue(project.files().containsKey(folder + FIRST), folder);
        assertTrue(project.files().containsKey(folder + "metaxy/clip.json"), folder);
      }
    }

    @Test
    void noneIsWrittenWhenOneCannotBe() throws IOException {
      Path taken = project.path("src/main/resources/db/migration/postgresql");
      Files.createDirectories(taken.getParent());
      Files.writeString(taken, "");
      Migrations migrations =
          project.with(
              AtFirst.Clip.class,
              o -> o.databases(MigrationDatabase.H2, MigrationDatabase.POSTGRESQL));

      assertEquals(
          "Cannot read scripts: "
              + taken
              + " is not a directory; move the file away, or name another directory",
          refused(migrations));
      assertEquals(Set.of("src/main/resources/db/migration/postgresql"), project.files().keySet());
    }

    @Test
    void needFoldersOfTheirOwn() {
      assertEquals(
          "Cannot write the scripts for several databases to one directory: db; add {database} to"
              + " it",
          assertThrows(
                  MigrationException.class,
                  () ->
                      project.with(
                          AtFirst.Clip.class,
                          o -> o.databases(MigrationDatabase.values()).directory("db")))
              .getMessage());
    }
  }

  @Test
  void atLeastOneDatabaseIsNeeded() {
    assertEquals(
        "Cannot choose the databases to write scripts for: metaxy.databases is missing, and no"
            + " store is configured; name one or more of h2, postgresql, duckdb, mariadb",
        assertThrows(
                MigrationException.class,
                () -> project.with(AtFirst.Clip.class, o -> o.databases(List.of())))
            .getMessage());
  }

  @Test
  void theSystemsTablesHaveAFolderOfTheirOwn() throws IOException {
    project.with(AtFirst.Clip.class, o -> o.systemTables(true)).generate();

    assertTrue(
        project
            .files()
            .keySet()
            .containsAll(
                Set.of(
                    "src/main/resources/db/metaxy-system/h2/"
                        + "metaxy/metaxy-system.feature_versions.json",
                    "src/main/resources/db/metaxy-system/h2/metaxy/metaxy-system.events.json")),
        project.files().keySet().toString());
    assertEquals(
        Status.CLEAN, project.with(AtFirst.Clip.class, o -> o.systemTables(true)).check().status());
  }

  @Nested
  class MigrationsInJava {

    private ClassLoader loader;

    @BeforeEach
    void compile() throws IOException {
      Path classes = directory.resolve("classes");
      for (String file : List.of("h2/V0041__Users", "V0040__All", "mariadb/V0050__Other", "Util")) {
        Path path = classes.resolve("db/migration/" + file + ".class");
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE});
      }
      URL[] urls = {classes.toUri().toURL()};
      loader = new URLClassLoader(urls, getClass().getClassLoader());
    }

    @Test
    void areCounted() throws IOException {
      GenerateReport report =
          project
              .with(AtFirst.Clip.class, o -> o.loader(loader).naming(Naming.SEQUENTIAL))
              .generate();

      assertEquals(Path.of(Project.H2, "V0042__metaxy_create_clip.sql"), report.files().get(0));
    }

    @Test
    void haveVersionsOfTheirOwn() throws IOException {
      Files.createDirectories(project.path(Project.H2));
      Files.writeString(project.path(Project.H2 + "/V41__users.sql"), "select 1");

      assertTrue(
          refused(project.with(AtFirst.Clip.class, o -> o.loader(loader)))
              .endsWith(
                  ": V0041__Users.class and V41__users.sql have the same version, which happens"
                      + " when two branches write scripts; rename the one that no database has"
                      + " run yet, for"
                      + " instance to version 42"));
    }

    @Test
    void areNamedWhenAScriptNeedsThem() throws IOException {
      Files.createDirectories(project.path(Project.H2));
      Files.writeString(
          project.path(Project.H2 + "/V42__email.sql"), "alter table users add email varchar");

      assertEquals(
          "Cannot run script V42__email.sql on H2, line 1: Table \"USERS\" not found; correct the"
              + " scripts, or, if they depend on the Java migration V0040__All.class,"
              + " V0041__Users.class, which is not run here, set metaxy.current to snapshot or"
              + " database",
          refused(
              project.with(
                  AtFirst.Clip.class, o -> o.loader(loader).current(CurrentSource.SCRIPTS))));
    }
  }

  @Test
  void aCommentMayHaveWhatIsNoPlaceholder() throws IOException {
    FlywaySettings settings =
        FlywaySettings.of(Map.of("placeholderPrefix", "#[", "placeholderSuffix", "]"));

    project.with(Described.Clip.class, o -> o.flyway(settings)).generate();

    assertEquals(Set.of(FIRST, "metaxy/clip.json"), names());
    String message =
        assertThrows(
                MigrationException.class,
                () ->
                    project
                        .with(
                            Described.Clip.class,
                            o -> o.flyway(FlywaySettings.of(Map.of("placeholderPrefix", "${c"))))
                        .generate())
            .getMessage();
    assertEquals(
        "Cannot write the scripts for h2: 1 problem\n  [flyway-placeholder] clip: Cannot write the"
            + " table's comment \"Feature clip: Costs ${currency}\" to a script, because Flyway"
            + " would take \"${c\" for a placeholder; change it",
        message);
  }

  @Test
  void aTablePrefixIsAPlaceholderOfFlywaysKind() throws IOException {
    FlywaySettings settings =
        FlywaySettings.of(Map.of("placeholderPrefix", "#[", "placeholderSuffix", "]"));
    MigrationOptions options =
        MigrationOptions.builder(
                Map.of("metaxy.features", AtFirst.Clip.class.getName(), "metaxy.tablePrefix", "a_"))
            .basedir(directory)
            .databases(MigrationDatabase.H2)
            .systemTables(false)
            .naming(Naming.SEQUENTIAL)
            .flyway(settings)
            .build();

    Migrations.of(options).generate();

    String script = project.files().get(Project.H2 + "/V1__metaxy_create_clip.sql");
    assertTrue(script.contains("create table \"#[metaxyTablePrefix]clip\" ("), script);
    assertTrue(script.contains("comment on table \"#[metaxyTablePrefix]clip\" is"), script);
    assertEquals(-1, script.indexOf("${"));
  }
}
