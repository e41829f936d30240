package io.metaxy.jooq.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.OptionPlace;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Naming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals read the configuration that Python reads, below their parameters and jOOQ's properties. */
class ConfiguredGoalsTest {

  private static final String DEFINITION =
      """
      {"feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
         "fields": [{"key": "default", "code_version": "1", "deps": []}]},
       "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
         "properties": {"clip_id": {"type": "string"}}}}
      """;

  private static final String JOOQ =
      """
      <plugin><groupId>org.jooq</groupId><artifactId>jooq-codegen-maven</artifactId>
        <configuration><generator>
          <database><name>io.metaxy.jooq.codegen.FeatureDatabase</name>
            <properties>%s</properties></database>
        </generator></configuration></plugin>
      """;

  /** What a goal says, and no debug output. */
  private static final class Lines extends SystemStreamLog {

    private final List<String> all = new ArrayList<>();

    @Override
    public void info(CharSequence line) {
      all.add("info: " + line);
    }

    @Override
    public void warn(CharSequence line) {
      all.add("warning: " + line);
    }

    @Override
    public void error(CharSequence line) {
      all.add("error: " + line);
    }
  }

  @TempDir Path temporary;
  private Path basedir = Path.of("");
  private final Lines log = new Lines();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void project() throws IOException {
    basedir = Files.createDirectories(temporary.toRealPath().resolve("root/module"));
    Files.writeString(basedir.resolve("clip.json"), DEFINITION);
  }

  private Path toml(String text) throws IOException {
    return Files.writeString(basedir.resolve("../metaxy.toml").normalize(), text);
  }

  private <M extends MetaxyMojo> M configure(M goal, String plugins) {
    goal.mavenProject = UserProject.of(basedir, plugins);
    goal.session = UserProject.session();
    goal.out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    goal.setLog(log);
    return goal;
  }

  private CheckMojo check(String plugins) {
    return configure(new CheckMojo(), plugins);
  }

  private static void set(MetaxyMojo mojo, String variable, String value) {
    Objects.requireNonNull(mojo.session)
        .getSystemProperties()
        .setProperty("env." + variable, value);
  }

  private static String failure(MetaxyMojo mojo) {
    return assertThrows(MojoFailureException.class, mojo::execute).getMessage();
  }

  private static String property(String key, String value) {
    return "<property><key>" + key + "</key><value>" + value + "</value></property>";
  }

  @Test
  void aFileNamesWhatParametersWouldName() throws Exception {
    toml(
        """
        [ext.jooq]
        enable = true
        features = ["clip.json"]
        databases = ["h2", "duckdb"]
        naming = "sequential"
        directory = "scripts/{database}"
        table_prefix = "t_"

        [ext.jooq.flyway]
        sqlMigrationPrefix = "F"
        """);

    configure(new GenerateMojo(), "").execute();
    check("").execute();

    assertTrue(Files.exists(basedir.resolve("scripts/h2/F1__metaxy_create_clip.sql")));
    assertTrue(
        Files.readString(basedir.resolve("scripts/duckdb/F1__metaxy_create_clip.sql"))
            .contains("${metaxyTablePrefix}clip"));
  }

  @Test
  void nothingThatIsWrittenContainsASecret() throws Exception {
    toml(
        """
        [stores.prod]
        type = "h2"
        [stores.prod.config]
        url = "jdbc:h2:tcp://app:marked-1@localhost:1/x;PASSWORD=marked-2"
        password = "${DB_PASSWORD}"
        config = {sslpassword = "marked-4"}
        [stores.unused]
        type = "duckdb"
        config = {token = "marked-5"}

        [ext.jooq]
        enable = true
        features = ["clip.json"]
        databases = ["h2"]
        naming = "sequential"
        password = "marked-6"

        [ext.jooq.flyway]
        "placeholders.appPassword" = "marked-7"
        "placeholders.server" = "jdbc:x://u:marked-8@h/db"
        """);
    List<MetaxyMojo> goals =
        List.of(new GenerateMojo(), new CheckMojo(), new DriftMojo(), new DriftMojo());
    goals.get(2).store = "prod";
    StringBuilder failures = new StringBuilder();
    for (MetaxyMojo goal : goals) {
      set(configure(goal, ""), "DB_PASSWORD", "marked-3");
      try {
        goal.execute();
      } catch (MojoFailureException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        failures.append(trace);
      }
      if (goal.store != null) {
        Files.writeString(
            basedir.resolve("src/main/resources/db/migration/h2/V9__own.sql"),
            "insert into missing values ('${appPassword}', '${server}');");
      }
    }

    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(basedir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.put(basedir.relativize(file).toString(), Files.readString(file));
      }
    }
    assertTrue(written.size() > 3, written.keySet().toString());
    written.put("the failures", failures.toString());
    written.put("the log", log.all.toString());
    written.put("the output", printed.toString(StandardCharsets.UTF_8));
    assertTrue(failures.toString().contains("Cannot run script V9__own.sql"), failures::toString);
    assertTrue(failures.toString().contains("the store prod"), failures::toString);
    written.forEach((name, text) -> assertEquals(-1, text.indexOf("marked-"), name + ": " + text));
  }

  @Test
  void aParameterThenJooqThenTheEnvironmentThenTheFile() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ntable_prefix = \"file_\"\n");
    CheckMojo plain = check(JOOQ.formatted(""));
    assertEquals("file_", prefix(plain));

    set(plain, "METAXY_EXT__JOOQ__TABLE_PREFIX", "env_");
    assertEquals("env_", prefix(plain));

    CheckMojo jooq = check(JOOQ.formatted(property("metaxy.tablePrefix", "jooq_")));
    set(jooq, "METAXY_EXT__JOOQ__TABLE_PREFIX", "env_");
    assertEquals("jooq_", prefix(jooq));

    jooq.tablePrefix = "parameter_";
    assertEquals("parameter_", prefix(jooq));
  }

  @Test
  void theFileIsReadOnce() throws IOException {
    Path file = toml("[ext.jooq]\nfeatures = \"clip.json\"\ntable_prefix = \"file_\"\n");
    CheckMojo mojo = check(JOOQ.formatted(property("metaxy.project", "jooq")));
    ProjectConfig config = mojo.projectConfig();
    Files.delete(file);

    assertEquals("file_", config.choose().get(Options.TABLE_PREFIX));
    assertEquals("jooq", config.choose().get(Options.PROJECT));
  }

  private static String prefix(MetaxyMojo mojo) {
    return mojo.projectConfig().choose().get(Options.TABLE_PREFIX);
  }

  @Test
  void optionsOfMigrationsComeFromEverySource() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\nnaming = \"auto\"\n");
    CheckMojo mojo = check(JOOQ.formatted(""));
    set(mojo, "METAXY_EXT__JOOQ__ALLOW", "drop-column, narrow-type");
    mojo.naming = "sequential";
    mojo.harden = "true";

    MetaxyConfig config = mojo.projectConfig().choose();
    MigrationOptions options = mojo.options(config, getClass().getClassLoader());

    assertEquals(List.of(MigrationDatabase.H2), options.databases());
    assertEquals(Naming.SEQUENTIAL, options.naming());
    assertEquals("[drop-column, narrow-type]", new TreeSet<>(options.plan().allow()).toString());
    assertTrue(options.plan().harden());
    assertEquals(MigrationOptions.DIRECTORY, options.folders().scripts());
  }

  @Test
  void namingFeatureDatabaseEnables() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n");

    assertTrue(failure(check(JOOQ.formatted(""))).startsWith("pending: "));
  }

  @Test
  void withoutItTheFileMustEnable() throws Exception {
    Path file = toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n");
    CheckMojo mojo = check("");

    mojo.execute();

    assertEquals(
        List.of(
            "warning: Nothing to do: ext.jooq.enable is false by default in a build that does not"
                + " name FeatureDatabase; set it to true in [ext.jooq] of "
                + file),
        log.all);
    set(mojo, "METAXY_EXT__JOOQ__ENABLE", "true");
    assertTrue(failure(mojo).startsWith("pending: "));
  }

  @Test
  void whereOtherModulesNameItNobodyIsWarned() throws Exception {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n");
    CheckMojo records = check("");
    records.modules =
        List.of(
            Objects.requireNonNull(records.mavenProject),
            UserProject.of(basedir.resolveSibling("db"), "db", JOOQ.formatted("")));

    records.execute();

    assertEquals(
        List.of("info: Nothing to do: this module has no metaxy.features, but other modules do"),
        log.all);
  }

  @Test
  void aFileElsewhereIsNotTheModulesOwn() throws Exception {
    String text = "[ext.jooq]\nenable = true\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n";
    Path elsewhere = toml(text);
    Path own = Files.writeString(basedir.resolve("metaxy.toml"), text);
    CheckMojo records = check("");
    records.modules =
        List.of(
            Objects.requireNonNull(records.mavenProject),
            UserProject.of(basedir.resolveSibling("db"), "db", JOOQ.formatted("")));
    assertTrue(failure(records).startsWith("pending: "));

    set(records, "METAXY_CONFIG", elsewhere.toString());
    records.execute();
    assertEquals(
        List.of("info: Nothing to do: this module has no metaxy.features, but other modules do"),
        log.all);

    set(records, "METAXY_CONFIG", basedir.resolve("../module/metaxy.toml").toString());
    assertTrue(failure(records).startsWith("pending: "));

    set(records, "METAXY_CONFIG", "");
    Files.delete(own);
    Files.createSymbolicLink(own, elsewhere);
    assertTrue(failure(records).startsWith("pending: "));
  }

  @Test
  void whoSwitchedThemOffIsSaid() throws Exception {
    Path file = toml("[ext.jooq]\nenable = false\nfeatures = \"none.json\"\n");
    CheckMojo mojo = check(JOOQ.formatted(property("metaxy.features", "clip.json")));
    mojo.execute();

    toml("");
    set(mojo, "METAXY_EXT__JOOQ__ENABLE", "no");
    mojo.execute();

    assertEquals(
        List.of(
            "info: Nothing to do: ext.jooq.enable is false in " + file + ", line 2",
            "info: Nothing to do: ext.jooq.enable is false in METAXY_EXT__JOOQ__ENABLE"),
        log.all);
    assertFalse(Files.exists(basedir.resolve("src")));
  }

  @Test
  void warningsReachTheLogWithoutSecrets() throws IOException {
    Path file = toml("[stores.prod.config]\npassword = \"hunter2\"\n");
    CheckMojo mojo = check("");
    mojo.features = "clip.json";
    mojo.databases = "h2";

    failure(mojo);

    assertEquals(
        List.of(
            "warning: The store prod in "
                + file
                + ", line 1 is ignored, because it has no type but only config.password; add"
                + " stores.prod.type"),
        log.all);
  }

  @Test
  void aTypoIsBrokenAndNamesTheNearestKey() throws IOException {
    Path file = toml("[ext.jooq]\ndatabase = \"h2\"\n");

    assertEquals(
        "broken: Cannot read ext.jooq.database in "
            + file
            + ", line 2: there is no such option; write databases",
        failure(check("")));
  }

  @Test
  void aBrokenFileIsASentenceInJsonToo() throws IOException {
    Path file = toml("[ext.jooq\n");
    CheckMojo mojo = check("");
    mojo.format = "json";

    assertTrue(failure(mojo).startsWith("broken: Cannot read " + file));
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("\"status\": \"broken\""));
  }

  @Test
  void aSecretIsInNoError() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\npassword = [\"hunter2\"]\n");

    String message = failure(check(JOOQ.formatted("")));

    assertTrue(message.contains("Invalid ext.jooq.password in "), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void twoCodeGenerationsAreAmbiguous() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\n");
    String one = JOOQ.formatted("");
    String two = JOOQ.formatted(property("metaxy.features", "other.json"));
    String executions =
        "<plugin><groupId>org.jooq</groupId><artifactId>jooq-codegen-maven</artifactId><executions>"
            + "<execution><id>a</id>"
            + configuration(one)
            + "</execution><execution><id>b</id>"
            + configuration(two)
            + "</execution></executions></plugin>";

    assertEquals(
        "broken: Cannot choose the features to migrate: this project has 2 jOOQ code"
            + " generations with different features or options; set <features> in this plugin's"
            + " configuration, and the other metaxy.* parameters that they need",
        failure(check(executions)));
  }

  @Test
  void codeGenerationsThatDifferInNothingElseAreOne() throws IOException {
    toml("[ext.jooq]\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n");
    String one = configuration(JOOQ.formatted(""));
    String two =
        configuration(
            JOOQ.formatted(
                property("metaxy.features", "clip.json") + property("metaxy.index", "no")));
    String executions =
        "<executions><execution><id>a</id>"
            + one
            + "</execution><execution><id>b</id>"
            + two
            + "</execution><execution><id>c</id></execution></executions>";

    assertTrue(
        failure(check(JOOQ.formatted("").replace("</plugin>", executions + "</plugin>")))
            .startsWith("pending: "));
  }

  private static String configuration(String plugin) {
    return plugin.substring(plugin.indexOf("<configuration>"), plugin.indexOf("</plugin>"));
  }

  @Test
  void oneFileServesSeveralModules() throws Exception {
    Path file = toml("[ext.jooq]\nenable = true\nfeatures = \"clip.json\"\ndatabases = \"h2\"\n");
    MavenProject records = UserProject.of(basedir.resolveSibling("records"), "records", "");
    CheckMojo db = check(JOOQ.formatted(""));
    MavenProject module = Objects.requireNonNull(db.mavenProject);
    CheckMojo other = check("");
    other.mavenProject = records;
    other.modules = List.of(records, module);
    other.out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    db.modules = other.modules;

    other.execute();

    assertEquals(
        List.of("info: Nothing to do: this module has no metaxy.features, but other modules do"),
        log.all);
    assertTrue(failure(db).startsWith("pending: "));

    Files.createDirectories(basedir.resolveSibling("records"));
    Files.copy(file, basedir.resolveSibling("records").resolve("metaxy.toml"));
    assertTrue(failure(other).startsWith("broken: Cannot read the features: "), failure(other));
  }

  /** Every parameter that is an option of the file is an argument. */
  @Test
  void everyParameterIsAnArgument() throws ReflectiveOperationException {
    CheckMojo mojo = check("");
    TreeSet<String> expected = new TreeSet<>();
    for (ConfigOption<?> option : Options.ALL) {
      Optional<String> element = option.mavenElement();
      if (element.isPresent() && option.place() != OptionPlace.GOAL) {
        JavaField field =
            new ClassFileImporter()
                .importClasses(MetaxyMojo.class)
                .get(MetaxyMojo.class)
                .getField(element.get());
        boolean isTable = option.equals(Options.FLYWAY);
        field.reflect().set(mojo, isTable ? Map.of("table", "x") : "x");
        expected.add(isTable ? "ext.jooq.flyway.table" : "metaxy." + element.get());
      }
    }

    assertEquals(expected, mojo.arguments().keySet());
  }
}
