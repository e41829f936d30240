package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.Migrations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How goals read their parameters, and how they fail. */
class MetaxyMojoTest {

  private static final String DEFINITION =
      """
      {"feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
         "fields": [{"key": "default", "code_version": "1", "deps": []}]},
       "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
         "properties": {"clip_id": {"type": "string"}}}}
      """;

  @TempDir Path basedir;
  private final CheckMojo mojo = new CheckMojo();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void project() throws IOException {
    Files.writeString(basedir.resolve("clip.json"), DEFINITION);
    configure(mojo);
  }

  private void configure(MetaxyMojo goal) {
    goal.mavenProject = UserProject.of(basedir, "");
    goal.features = "clip.json";
    goal.databases = "h2, PostgreSQL";
    goal.out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  private String failure() {
    return assertThrows(MojoFailureException.class, mojo::execute).getMessage();
  }

  @Test
  void aMissingScriptIsPending() {
    assertEquals(
        "pending: The scripts do not cover all changes to the specs; run generate and commit its"
            + " files",
        failure());
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("  metaxy_create_clip\n"));
  }

  @Test
  void outsideOfAProjectThereIsNothingToDo() {
    mojo.mavenProject = null;

    assertEquals(
        "broken: Cannot run outside a Maven project; run it in the directory that contains pom.xml",
        failure());
  }

  @Test
  void jsonIsForPrograms() {
    mojo.format = "json";

    failure();

    assertTrue(printed.toString(StandardCharsets.UTF_8).startsWith("{\n  \"databases\": ["));
  }

  @Test
  void generateWritesEveryDatabasesScripts() throws Exception {
    GenerateMojo generate = new GenerateMojo();
    configure(generate);
    generate.naming = "sequential";

    generate.execute();
    mojo.execute();

    Path folder = basedir.resolve("src/main/resources/db/migration");
    assertTrue(Files.exists(folder.resolve("h2/V1__metaxy_create_clip.sql")));
    assertTrue(Files.exists(folder.resolve("postgresql/V1__metaxy_create_clip.sql")));
  }

  @Test
  void aWrongSpecIsBroken() throws IOException {
    Files.writeString(basedir.resolve("clip.json"), DEFINITION.replace("[\"clip_id\"]", "[]"));

    assertTrue(failure().startsWith("broken: Cannot read the features: 1 problem"), failure());
  }

  @Test
  void aFeatureThatAResolveWouldRefuseIsBrokenUnlessAnotherProgramComputesIt() throws IOException {
    Files.writeString(
        basedir.resolve("grade.json"),
        DEFINITION
            .replace("\"clip\"", "\"grade\"")
            .replace("\"Clip\"", "\"Grade\"")
            .replaceFirst(
                "\"deps\": \\[\\]",
                "\"deps\": [{\"feature\": \"clip\", \"filters\": [\"size > 3\"]}]"));
    mojo.features = "clip.json, grade.json";

    assertEquals(
        "broken: Cannot read the features: 1 problem\n"
            + "  [unknown-column] grade, dependency on clip: Cannot use filter \"size > 3\" at"
            + " position 1: there is no column size (must be one of [clip_id]); correct the name;"
            + " if another program computes the feature, set metaxy.resolvable to \"except grade\"",
        failure());

    for (String resolvable : List.of("except grade", "false")) {
      mojo.resolvable = resolvable;
      assertTrue(failure().startsWith("pending: "), failure());
    }
  }

  @Test
  void whatIsBrokenIsJsonToo() throws IOException {
    Files.writeString(basedir.resolve("clip.json"), "{");
    GenerateMojo goal = new GenerateMojo();
    configure(goal);
    goal.format = "json";

    String reason = assertThrows(MojoFailureException.class, goal::execute).getMessage();

    String json = printed.toString(StandardCharsets.UTF_8);
    assertTrue(json.contains("\"status\": \"broken\""), json);
    assertTrue(reason.startsWith("broken: Cannot read "), reason);
  }

  @Test
  void wordsThatAreNoneAreBroken() {
    mojo.current = "yesterday";
    assertEquals(
        "broken: Invalid ext.jooq.current in argument metaxy.current: \"yesterday\" (must be one of"
            + " snapshot, scripts, database); correct the value",
        failure());
    mojo.current = "snapshot";
    mojo.databases = "h2 oracle";
    assertEquals(
        "broken: Invalid ext.jooq.databases in argument metaxy.databases: \"h2 oracle\" (must be a"
            + " list of texts of h2, postgresql, duckdb, mariadb); correct the value",
        failure());
  }

  @Test
  void featuresThatNobodyNamesAreBroken() {
    mojo.features = null;

    assertEquals(
        "broken: Cannot choose the features to migrate: this project's jOOQ code generation has no"
            + " metaxy.features; set <features> in this plugin's configuration, and the other"
            + " metaxy.* parameters that they need, or features in [ext.jooq] of metaxy.toml",
        failure());
  }

  @Test
  void aRecordThatIsNewerThanItsClassIsBroken() throws IOException {
    Path source = basedir.resolve("src/main/java/com/acme/Clip.java");
    Path compiled = basedir.resolve("target/classes/com/acme/Clip.class");
    Files.createDirectories(source.getParent());
    Files.createDirectories(compiled.getParent());
    Files.writeString(source, "");
    Files.writeString(compiled, "");
    Files.setLastModifiedTime(compiled, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    mojo.features = "com.acme";

    assertEquals(
        "broken: Cannot use the class of com/acme/Clip.java, which is missing or older than its"
            + " source; run mvn compile first",
        failure());
  }

  @Test
  void skippedGoalsDoNothing() throws MojoFailureException {
    mojo.skip = true;

    mojo.execute();
  }

  @Test
  void theClassLoaderOfBeforeIsBackAfterwards() throws MojoFailureException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader[] seen = new ClassLoader[1];
    MetaxyMojo other =
        new MetaxyMojo() {
          @Override
          void run(Migrations migrations) {
            seen[0] = Thread.currentThread().getContextClassLoader();
          }
        };
    configure(other);

    other.execute();

    assertTrue(seen[0] != before);
    assertEquals(before, Thread.currentThread().getContextClassLoader());
  }
}
