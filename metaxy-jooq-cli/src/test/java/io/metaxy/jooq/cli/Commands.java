package io.metaxy.jooq.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.migration.MigrationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print, and their exit codes. */
abstract class Commands {

  private static final String EXAMPLE = "io/metaxy/jooq/cli/example";
  private static final String VIDEO = "io.metaxy.jooq.cli.example.Video";

  @TempDir Path directory;
  Workspace workspace;

  @BeforeEach
  void workspace() {
    workspace =
        new Workspace(directory).variable("DB_HOST", "db").variable("DB_PASSWORD", "marked-3");
  }

  abstract Runner runner();

  private Transcript transcript() {
    return new Transcript(runner(), workspace);
  }

  private Runner.Result run(String... arguments) {
    return workspace.run(runner(), List.of(arguments));
  }

  @Test
  void theConfigurationIsPrintedWithoutSecrets() throws IOException {
    transcript().run("config print").run("config print --format json").matches("config");
  }

  @Test
  void ofTwoFilesInOneDirectoryMetaxyTomlIsRead() throws IOException {
    workspace.write("pyproject.toml", "[tool.metaxy]\nproject = \"other\"\n");

    transcript().run("config print").run("config print -f json").matches("files");
  }

  @Test
  void theReferenceIsThatOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    String mark = "<!-- options -->\n\n";

    Runner.Result result = run("config", "reference");

    assertEquals(page.substring(page.indexOf(mark) + mark.length()), result.out());
    assertEquals(0, result.code());
  }

  @Test
  void featuresAndStoresAreListed() throws IOException {
    workspace.write(
        "unusable.toml",
        """
        store = "dve"
        [stores.dev]
        type = "DuckDB"
        [stores.file]
        type = "duckdb"
        config = {database = "file.db", hash_algorithm = "sha1"}
        [stores.h2]
        type = "h2"
        config = {url = "jdbc:h2:mem:", user = "sa"}
        [stores.prod]
        type = "postgresql"
        config = {url = "jdbc:postgresql://db/x", password = "${ABSENT}"}
        [stores.fallbacks]
        type = "h2"
        config = {url = "jdbc:h2:mem:", fallback_stores = "dev"}
        """);

    transcript()
        .run("list features --classpath <classes>")
        .run("list features -v -cp <classes>")
        .run("list features -f json -cp <classes>")
        .run("list stores")
        .run("list stores -f json")
        .run("list stores --config-file unusable.toml")
        .matches("list");
  }

  @Test
  void featuresOfJarsAreListed() throws IOException {
    Path jar = workspace.directory().resolve("lib/features.JAR");
    Files.createDirectories(jar.getParent());
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> classes = Files.list(Workspace.CLASSES.resolve(EXAMPLE))) {
      for (Path type : classes.sorted().toList()) {
        entries.putNextEntry(new JarEntry(EXAMPLE + "/" + type.getFileName()));
        Files.copy(type, entries);
      }
    }

    transcript()
        .run("list features -cp lib/features.JAR")
        .run("list features -cp lib/*")
        .matches("jars");
  }

  @Test
  void featuresAndTheirGraphAreDescribed() throws IOException {
    transcript()
        .run("describe features video/crop video -cp <classes>")
        .run("describe features video/crop -f json -cp <classes>")
        .run("describe features --all-features -f text -cp <classes>")
        .run("describe graph -cp <classes>")
        .run("describe graph -f json -cp <classes>")
        .matches("describe");
  }

  @Test
  void scriptsAreWrittenAndChecked() throws IOException {
    transcript()
        .run("migrate check --databases h2 -cp <classes>")
        .run("migrate diff --databases duckdb -f json -cp <classes>")
        .run("migrate diff -cp <classes>")
        .run("migrate generate --databases h2,duckdb -cp <classes>")
        .run("migrate check --databases h2,duckdb -cp <classes>")
        .run("migrate drift --databases h2,duckdb -cp <classes>")
        .run("migrate drift --databases h2 --url jdbc:h2:<directory>/live -cp <classes>")
        .run("migrate drift --databases duckdb --url jdbc:duckdb:<directory>/live -cp <classes>")
        .run("migrate diff --databases h2 --features " + VIDEO + " -cp <classes>")
        .run("migrate generate --databases h2 --drop crop --features " + VIDEO + " -cp <classes>")
        .matches("migrate");

    try (Stream<Path> scripts =
        Files.list(workspace.directory().resolve("src/main/resources/db/migration/h2"))) {
      assertEquals(
          List.of("V1__metaxy_create_video.sql", "V2__metaxy_create_video__crop.sql"),
          scripts
              .map(script -> script.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList());
    }
  }

  @Test
  void liveDatabasesAreComparedAndAdopted() throws IOException, SQLException {
    applyFirstScript("h2", "jdbc:h2:" + workspace.directory().resolve("live"));
    applyFirstScript("duckdb", "jdbc:duckdb:" + workspace.directory().resolve("live.duckdb"));
    Files.copy(
        workspace.directory().resolve("live.duckdb"), workspace.directory().resolve("dev.duckdb"));
    workspace
        .variable("METAXY_STORES__LIVE__TYPE", "h2")
        .variable(
            "METAXY_STORES__LIVE__CONFIG__URL", "jdbc:h2:" + workspace.directory().resolve("live"));
    workspace.write(
        "elsewhere/metaxy.toml",
        """
        project = "shop"

        [stores.local]
        type = "duckdb"
        config = {database = "live.duckdb"}

        [stores.other]
        type = "mariadb"

        [ext.jooq]
        features = ["io.metaxy.jooq.cli.example"]
        naming = "sequential"
        """);

    transcript()
        .run("migrate drift --databases h2 --url jdbc:h2:<directory>/live -cp <classes>")
        .run(
            "migrate drift --databases duckdb --url jdbc:duckdb:<directory>/live.duckdb -cp"
                + " <classes>")
        .run("migrate drift --store local --config-file elsewhere/metaxy.toml -cp <classes>")
        .run(
            "migrate adopt --databases h2 --directory adopted/h2 --url jdbc:h2:<directory>/live"
                + " --features "
                + VIDEO
                + " -cp <classes>")
        .run(
            "migrate adopt --databases duckdb --directory adopted/duckdb -f json"
                + " --url jdbc:duckdb:<directory>/live.duckdb --features "
                + VIDEO
                + " -cp <classes>")
        .run("migrate drift --databases h2 --store live -cp <classes>")
        .run("migrate drift --databases duckdb --store dev -cp <classes>")
        .matches("live");
  }

  @Test
  void aLiveServerIsComparedAndAdopted() throws IOException, SQLException {
    workspace.variable("METAXY_PASSWORD", "marked-5");
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      applyFirstScript("postgresql", server.getJdbcUrl("postgres", "postgres"));
      execute(server.getJdbcUrl("postgres", "postgres"), "create database scratch");
      String login = " --url jdbc:postgresql://localhost:<port>/postgres --user postgres";
      String scratch = " --scratch-url jdbc:postgresql://localhost:<port>/scratch?user=postgres";
      workspace.variable(
          "METAXY_STORES__PROD__CONFIG__URL", server.getJdbcUrl("postgres", "postgres"));

      transcript()
          .value("port", String.valueOf(server.getPort()))
          .run("migrate drift --databases postgresql -cp <classes>" + login + scratch)
          .run(
              "migrate adopt --databases postgresql --directory adopted -cp <classes>"
                  + login
                  + " --features "
                  + VIDEO)
          .run("migrate drift --databases postgresql -cp <classes> --store prod" + scratch)
          .run("migrate drift --databases postgresql -cp <classes> --store absent")
          .run("migrate drift --databases postgresql -cp <classes> --store prod" + login)
          .matches("server");

      Runner.Result debug =
          run(
              "migrate",
              "drift",
              "--debug",
              "--databases=postgresql",
              "--url=jdbc:postgresql://localhost:"
                  + server.getPort()
                  + "/absent?user=me&password=marked-6",
              "--scratch-url=" + server.getJdbcUrl("postgres", "scratch"),
              "-cp=" + Workspace.CLASSES);
      assertEquals(1, debug.code());
      assertTrue(debug.err().startsWith("Cannot connect to jdbc:postgresql:"), debug.err());
      assertTrue(debug.err().contains("\tat "), debug.err());
      assertFalse(debug.err().contains("marked-"), debug.err());
    }
  }

  /** Writes scripts, and runs the first one in a database. */
  private void applyFirstScript(String folder, String url) throws IOException, SQLException {
    Runner.Result generated =
        run("migrate", "generate", "--databases", folder, "-cp", Workspace.CLASSES.toString());
    assertEquals(0, generated.code(), generated.err());
    Path scripts = workspace.directory().resolve("src/main/resources/db/migration/" + folder);
    execute(url, Files.readString(scripts.resolve("V1__metaxy_create_video.sql")));
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void nothingIsDoneWhenSwitchedOff() throws IOException {
    workspace.variable("METAXY_EXT__JOOQ__ENABLE", "false");

    transcript()
        .run("migrate check -cp <classes>")
        .run("generate --package com.acme.db -cp <classes>")
        .matches("disabled");
  }

  @Test
  void failuresAreOneSentence() throws IOException {
    workspace.write("broken.toml", "project = \n").write("damaged.jar", "PK").write("file", "");
    workspace.write("nul.toml", "[ext.jooq]\nfeatures = [\"\"]\ndirectory = \"a\\u0000\"\n");
    workspace.write("extend.toml", "extend = \"a\\u0000\"\n");
    workspace.write("path.toml", "[ext.jooq]\nfeatures = [\"a\\u0000\"]\n");

    transcript()
        .run("lst")
        .run("marked-1")
        .run("list")
        .run("config print --fromat json")
        .run("config print json")
        .run("config print --format xml")
        .run("config print --password=marked-4")
        .run("config print --password marked-4")
        .run("config print --passwordmarked-4")
        .run("config print -pmarked-4")
        .run("config print --config-file")
        .run("config print --debug=marked-4")
        .run("config print --format=marked-4")
        .run("config print --config-file a --config-file b")
        .run("migrate drift jdbc:postgresql://app:marked-5@db/prod")
        .run("migrate drift marked-5")
        .run("migrate drift --flyway marked-5")
        .run("migrate drift --password marked-5")
        .run(
            "migrate drift --databases mariadb --url jdbc:mariadb://app:marked-5@db/prod"
                + " --user --password=marked-6 -cp <classes>")
        .run("describe features jdbc:postgresql://app:marked-5@db/prod -cp <classes>")
        .run("list features --classpath db,password=marked-5")
        .run("config print --config-file absent.toml")
        .run("list features --classpath absent")
        .run("list features --features com.absent")
        .run("list features --hash-truncation-length few -cp <classes>")
        .run("describe features -cp <classes>")
        .run("describe features vidio -cp <classes>")
        .run("describe features video --project recordings -cp <classes>")
        .run("migrate check --features com.absent")
        .run("migrate check --features com.absent -f json")
        .run("migrate check -f json -cp absent")
        .run("migrate check -f json --config-file absent.toml")
        .run("migrate check -f json --config-file broken.toml")
        .run("migrate diff --databases oracle -cp <classes>")
        .run("migrate diff --databases h2 --allow anything -cp <classes>")
        .run("migrate adopt -cp <classes>")
        .run("migrate adopt -f json -cp <classes>")
        .run("migrate drift --databases mariadb --url jdbc:mariadb://localhost/x -cp <classes>")
        .run("generate -cp <classes>")
        .run("generate --package com-acme -cp <classes>")
        .run("generate --package com.acme.db --features com.absent")
        .run("generate --package class.x -cp <classes>")
        .run("generate --package= -cp <classes>")
        .run("generate --package com.acme.db --target file/folder -cp <classes>")
        .run("generate --package com.acme.db --target= -cp <classes>")
        .run("list features --classpath damaged.jar")
        .run("list features --features path.toml --config-file path.toml")
        .run("list features --config-file path.toml")
        .run("list features --features path,password=marked-5\0.json -cp <classes>")
        .run(
            "migrate generate --databases h2 -cp <classes>"
                + " --flyway locations=filesystem:path,password=marked-5\0")
        .run("config print --config-file nul.toml")
        .run("config print --config-file extend.toml")
        .run("list features --inject-primary-key maybe -cp <classes>")
        .run("migrate diff --directory= -cp <classes>")
        .run("list features --hash-truncation-length 65 -cp <classes>")
        .matches("failures");
  }

  /** What a driver says can also start like a frame, or end like a sentence of ours. */
  @Test
  void messagesOfOthersAreMaskedWhereverTheyAreQuoted() {
    List<KnownSecrets> secrets = List.of(KnownSecrets.of(null, "marked secret"));
    SQLException driver =
        new SQLException("No login\n\tat marked secret\nCannot connect\n refused marked secret.");
    SQLException copied =
        new SQLException(
            "x", new Exception("java.sql.SQLException: is marked secret; SQL statement:"));
    for (Exception cause : List.of(driver, copied)) {
      Failures.SafeFailure safe =
          new Failures.SafeFailure(
              new MigrationException(
                  "Cannot connect: refused marked secret; is marked secret; correct it", cause),
              secrets);
      String part = cause.equals(driver) ? "refused" : "is";
      assertTrue(safe.message().contains(part + " ***; "), safe.message());
      if (cause.equals(driver)) {
        assertFalse(safe.trace().contains("at marked"), safe.trace());
        assertTrue(safe.trace().contains("\tat ***"), safe.trace());
        assertFalse(safe.trace().contains("refused marked"), safe.trace());
      }
      assertTrue(safe.trace().contains("\tat io.metaxy.jooq.cli.Commands."), safe.trace());
      assertTrue(safe.trace().contains("\n\t... "), safe.trace());
      assertTrue(safe.trace().contains("Caused by: java.sql.SQLException: "), safe.trace());
    }
  }

  @Test
  void anErrorIsOneSentence() throws IOException {
    String name = FailingFeatures.class.getName();

    transcript().run("list features --features " + name + " -cp <classes>").matches("error");

    Runner.Result debug =
        run("list", "features", "--debug", "--features=" + name, "-cp=" + Workspace.CLASSES);
    assertEquals(1, debug.code());
    assertTrue(debug.err().contains("\tat " + name), debug.err());
  }

  @Test
  void aFileOfVariablesThatIsNotTextIsAFailure() throws IOException {
    Files.write(workspace.directory().resolve(".env"), new byte[] {(byte) 0xff});

    transcript().run("config print").run("migrate check -f json").matches("variables");
  }

  @Test
  void driversQuoteNoSecretsInStackTraces() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--url=jdbc:h2:./absent;PASSWORD=a;marked-8", "h2");
    options.put("--url=jdbc:h2:./absent;PASSWORD=marked-8 with=marked-8", "h2");
    options.put("--url=jdbc:h2:tcp://sa:marked-8/x@localhost:1/x", "h2");
    options.put(
        "--url=jdbc:postgresql://app:marked-8@localhost:1/x?password=marked-8", "postgresql");
    options.put("--scratch-url=jdbc:h2:./absent;PASSWORD=a;marked-8", "h2");
    options.put(
        "--scratch-url=jdbc:mariadb://app:marked-8@localhost:1/x?password=marked-8", "mariadb");
    options.forEach(
        (option, database) -> {
          Runner.Result result =
              run(
                  "migrate",
                  "drift",
                  "--debug",
                  "-f=json",
                  "--databases=" + database,
                  option,
                  "-cp=" + Workspace.CLASSES);
          String printed = (result.out() + result.err()).toLowerCase(Locale.ROOT);
          assertEquals(1, result.code(), printed);
          assertTrue(result.err().contains("\tat "), printed);
          assertFalse(printed.contains("marked-"), printed);
        });
  }

  @Test
  void aPasswordThatIsAWordMasksNoneOfOurs() {
    List<String> sentences = new ArrayList<>();
    for (String password : List.of("marked-3", "video", "the", "e")) {
      workspace.variable("DB_PASSWORD", password).variable("METAXY_PASSWORD", password);
      Runner.Result own = run("describe", "features", "vidio", "-cp=" + Workspace.CLASSES);
      assertEquals(1, own.code());
      sentences.add(own.err());
    }
    assertEquals(
        "Cannot find the feature vidio among the configured ones; write video",
        sentences.get(0).strip());
    assertEquals(1, sentences.stream().distinct().count(), sentences.toString());

    Runner.Result driver =
        run(
            "migrate",
            "drift",
            "--databases=h2",
            "--url=jdbc:h2:tcp://localhost:1/absent",
            "-cp=" + Workspace.CLASSES);
    assertEquals(1, driver.code());
    assertTrue(driver.err().contains("Connection is broken"), driver.err());
    assertFalse(driver.err().contains("***"), driver.err());
  }

  @Test
  void nothingThatIsWrittenContainsASecret() throws IOException, SQLException {
    String classes = Workspace.CLASSES.toString();
    String live = "jdbc:h2:" + workspace.directory().resolve("live") + ";USER=sa;PASSWORD=marked-4";
    workspace.write(
        ".env",
        """
        METAXY_STORES__PROD__CONFIG__PASSWORD=marked-5
        METAXY_STORES__LAKE__CONFIG__STORAGE_OPTIONS__SECRET_KEY=marked-6
        METAXY_EXT__JOOQ__SCRATCH_URL=jdbc:h2:mem:scratch;USER=sa;PASSWORD=marked-7
        METAXY_EXT__OTHER__TOKEN=marked-8
        METAXY_EXT__OTHER__PASSWORT=marked-9
        METAXY_STORES__LAKE__CONFIG__HEADER="Authorization: Bearer marked-10"
        """);
    applyFirstScript("h2", live);
    List<String> commands =
        List.of(
            "config print",
            "config print -f json",
            "list stores",
            "list stores -f json",
            "generate -p com.acme.db -d generated -cp " + classes,
            "migrate generate --databases h2,duckdb -cp " + classes,
            "migrate check --databases h2,postgresql -cp " + classes,
            "migrate diff --databases h2,postgresql -f json -cp " + classes,
            "migrate drift --databases h2 --url " + live + " -cp " + classes,
            "migrate drift --databases postgresql --store prod --debug -cp " + classes,
            "migrate adopt --databases h2 --directory adopted --features "
                + VIDEO
                + " --url "
                + live
                + " -cp "
                + classes);
    StringBuilder printed = new StringBuilder();
    for (String command : commands) {
      Runner.Result result = workspace.run(runner(), List.of(command.split(" ")));
      printed.append(command).append('\n').append(result.out()).append(result.err());
    }
    for (String done :
        List.of("***", "Generated the package", "scripts <-> database: ", "Adopted the tables")) {
      assertTrue(printed.toString().contains(done), printed.toString());
    }

    Map<String, String> written = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(workspace.directory())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        written.put(
            workspace.directory().relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertNotNull(written.remove("metaxy.toml"));
    assertNotNull(written.remove(".env"));
    assertTrue(written.size() > 15, written.keySet().toString());
    written.put("the output", printed.toString().replace(live, ""));
    assertEquals(
        List.of(),
        written.entrySet().stream()
            .filter(each -> each.getValue().contains("marked-"))
            .map(Map.Entry::getKey)
            .toList(),
        printed.toString());
  }

  @Test
  void otherJavaFilesInTheFolderOfThePackageAreKept() throws IOException {
    String own = "package com.acme;\n\n// This file is generated by jOOQ. */\nclass App {}\n";
    workspace.write("src/main/java/com/acme/app/App.java", own);
    String generate = "generate -d src/main/java -cp <classes> -p ";

    transcript()
        .run(generate + "com.acme.db")
        .run(generate + "com.acme")
        .run(generate + "com")
        .run(generate + "com.acme.db --features " + VIDEO)
        .matches("others");

    Path folder = workspace.directory().resolve("src/main/java/com/acme");
    assertEquals(own, Files.readString(folder.resolve("app/App.java")));
    assertFalse(Files.exists(folder.resolve("Features.java")));
    assertTrue(Files.exists(folder.resolve("db/Features.java")));
    assertFalse(Files.exists(folder.resolve("db/tables/VideoCrop.java")));
  }

  @Test
  void codeIsGeneratedFromTheEnvironmentAndTheFile() throws IOException {
    Files.move(
        workspace.directory().resolve("metaxy.toml"), workspace.directory().resolve("other.toml"));
    workspace.write(".env", "METAXY_EXT__JOOQ__TABLE_PREFIX=mx_\n");

    transcript()
        .run(
            "generate --package com.acme.db --target generated --config-file other.toml -cp"
                + " <classes>")
        .matches("generate");

    Path generated = workspace.directory().resolve("generated/com/acme/db");
    String features = Files.readString(generated.resolve("Features.java"));
    assertTrue(features.contains("\"mx_\""), features);
    assertTrue(Files.exists(generated.resolve("tables/VideoCrop.java")));
  }

  @Test
  void generatedCodeIsListedAndDescribed() throws IOException {
    String classes = Workspace.CLASSES.toString();
    assertEquals(0, run("generate", "-p", "com.acme.db", "-d", "generated", "-cp", classes).code());
    Path compiled = compile(workspace.directory().resolve("generated"));
    String name = "com/acme/db/Features.class";
    Path alone = workspace.directory().resolve("alone").resolve(name);
    Files.createDirectories(alone.getParent());
    Files.copy(compiled.resolve(name), alone);

    transcript()
        .value("compiled", compiled.toString())
        .run("list features --features com.acme.db.Features -cp <compiled>")
        .run("describe graph --features com.acme.db.Features -cp <compiled>")
        .run("migrate check --features com.acme.db.Features -cp <compiled>")
        .run("generate -p com.acme.db --features com.acme.db.Features -cp <compiled>")
        .run("list features --features com.acme.db.Features -cp alone")
        .matches("generated");
  }

  private static Path compile(Path sources) throws IOException {
    Path compiled = sources.resolveSibling("compiled");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-nowarn", "-d", compiled.toString()));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    try (Stream<Path> all = Files.walk(sources)) {
      all.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertEquals(0, code, () -> messages.toString(StandardCharsets.UTF_8));
    return compiled;
  }

  @Test
  void aRecordedDefinitionNeedsNoClasses() throws IOException {
    workspace.write(
        "clip.json",
        """
        {"feature_spec": {"key": "clip", "id_columns": ["clip_id"], "deps": [],
           "fields": [{"key": "default", "code_version": "1", "deps": []}]},
         "feature_schema": {"type": "object", "title": "Clip", "required": ["clip_id"],
           "properties": {"clip_id": {"type": "string"}}}}
        """);

    transcript()
        .run("list features --features clip.json")
        .run("migrate diff --features clip.json --databases h2")
        .matches("recorded");
  }

  @Test
  void featuresOfOneProjectAreShown() throws IOException {
    workspace.write(
        "clip.json",
        """
        {"project": "clips", "feature_class_path": "acme.clips.Clip",
         "feature_spec": {"key": "clip", "id_columns": ["video_id"],
           "deps": [{"feature": "video"}],
           "fields": [{"key": "default", "code_version": "1", "deps": []}]},
         "feature_schema": {"type": "object", "title": "Clip", "required": ["video_id"],
           "properties": {"video_id": {"type": "string"}}}}
        """);
    String features = " --features io.metaxy.jooq.cli.example,clip.json -cp <classes>";

    transcript()
        .run("list features" + features)
        .run("list features --project clips" + features)
        .run("list features --project clips -f json" + features)
        .run("list features --all-projects" + features)
        .run("describe features --all-features --project clips" + features)
        .run("describe features video clip -f json" + features)
        .run("describe graph" + features)
        .run("describe graph --project clips -f json" + features)
        .run("describe graph --all-projects -f json" + features)
        .run("list features --project clip" + features)
        .matches("projects");
  }

  @Test
  void completionIsAScript() {
    Runner.Result result = run("completion");

    assertEquals(0, result.code());
    assertTrue(result.out().contains("complete -F _complete_metaxy-jooq"), result.out());
    assertTrue(result.out().contains("--table-prefix"), result.out());
  }

  @Test
  void stackTracesNeedDebug() {
    Runner.Result quiet = run("list", "features", "--features", "com.absent");
    Runner.Result debug = run("list", "features", "--features", "com.absent", "--debug");

    assertEquals(1, quiet.code());
    assertEquals(1, debug.code());
    assertTrue(!quiet.err().contains("\tat "), quiet.err());
    assertTrue(debug.err().startsWith(quiet.err()), debug.err());
    assertTrue(debug.err().contains("\tat io.metaxy.jooq.cli."), debug.err());
  }
}
