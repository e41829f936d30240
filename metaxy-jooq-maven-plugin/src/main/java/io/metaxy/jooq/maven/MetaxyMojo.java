package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.CheckReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * What the goals share: their parameters, the class loader of the user's records, and how they
 * fail. A failure begins with a word: {@code pending}, {@code unsafe}, {@code drift} or {@code
 * broken}.
 */
abstract class MetaxyMojo extends AbstractMojo {

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  @Nullable MavenProject mavenProject;

  /** All modules of the build, whether or not they are selected. */
  @Parameter(defaultValue = "${session.allProjects}", readonly = true)
  List<MavenProject> modules = List.of();

  /**
   * The features: record classes, packages of them, JSON files of recorded definitions; separated
   * by commas or spaces. Defaults to those of this project's jOOQ code generation, with all its
   * other metaxy.* properties.
   */
  @Parameter(property = CodegenOptions.FEATURES)
  @Nullable String features;

  /** The project of features that do not name one. */
  @Parameter(property = CodegenOptions.PROJECT)
  @Nullable String project;

  /** The prefix of inferred table names; scripts have a placeholder in its place. */
  @Parameter(property = CodegenOptions.TABLE_PREFIX)
  @Nullable String tablePrefix;

  /** Whether table names are inferred; if false, each spec names its table. */
  @Parameter(property = CodegenOptions.INFER_TABLE_NAMES)
  @Nullable String inferTableNames;

  /** Whether tables have a primary key. */
  @Parameter(property = CodegenOptions.PRIMARY_KEY)
  @Nullable String primaryKey;

  /** Whether tables have an index. */
  @Parameter(property = CodegenOptions.INDEX)
  @Nullable String index;

  /** The number of characters kept of a hash. */
  @Parameter(property = CodegenOptions.HASH_TRUNCATION_LENGTH)
  @Nullable String hashTruncationLength;

  /** Whether every feature must be resolvable; false if another program computes some. */
  @Parameter(property = CodegenOptions.RESOLVABLE)
  @Nullable String resolvable;

  /** The databases that scripts are written for: one or more of h2, postgresql, duckdb, mariadb. */
  @Parameter(property = "metaxy.databases")
  @Nullable String databases;

  /** The directory of the scripts; {database} in it is replaced by the database's name. */
  @Parameter(property = "metaxy.directory", defaultValue = MigrationOptions.DIRECTORY)
  String directory = MigrationOptions.DIRECTORY;

  /** The directory of the scripts of system tables. */
  @Parameter(property = "metaxy.systemDirectory", defaultValue = MigrationOptions.SYSTEM_DIRECTORY)
  String systemDirectory = MigrationOptions.SYSTEM_DIRECTORY;

  /** Whether scripts are also written for the system tables. */
  @Parameter(property = "metaxy.systemTables", defaultValue = "false")
  boolean systemTables;

  /** Where the existing tables are read from: snapshot, scripts or database. */
  @Parameter(property = "metaxy.current", defaultValue = "snapshot")
  String current = "snapshot";

  /** How new scripts get their versions: timestamp, sequential or auto. */
  @Parameter(property = "metaxy.naming", defaultValue = "timestamp")
  String naming = "timestamp";

  /** Codes of changes that are allowed even though they are not safe, separated by commas. */
  @Parameter(property = "metaxy.allow")
  @Nullable String allow;

  /** Keys of features that were removed from the specs and whose tables may be dropped. */
  @Parameter(property = "metaxy.drop")
  @Nullable String drop;

  /** Whether adopted tables are made as strict as those that this plugin creates. */
  @Parameter(property = "metaxy.harden", defaultValue = "false")
  boolean harden;

  /** Whether PostgreSQL requires, in new rows only, the values that a spec newly requires. */
  @Parameter(property = "metaxy.requireFromNow", defaultValue = "false")
  boolean requireFromNow;

  /** The JDBC URL of a live database, which is only read. */
  @Parameter(property = "metaxy.url")
  @Nullable String url;

  /** The user of the live database; not needed if the URL contains it. */
  @Parameter(property = "metaxy.user")
  @Nullable String user;

  /**
   * The password of that user. It is better kept in a server of settings.xml (serverId) or in the
   * environment variable METAXY_PASSWORD, because mvn -X prints parameters.
   */
  @Parameter(property = "metaxy.password")
  @Nullable String password;

  /**
   * The id of a server in Maven's settings.xml. Its username and password, which may be encrypted,
   * are used in place of a missing user or password.
   */
  @Parameter(property = "metaxy.serverId")
  @Nullable String serverId;

  /** The JDBC URL of an empty database to run the scripts on, if no embedded one is available. */
  @Parameter(property = "metaxy.scratchUrl")
  @Nullable String scratchUrl;

  /**
   * Flyway settings, by Flyway's names, such as table, defaultSchema, sqlMigrationPrefix,
   * placeholders.owner or locations (more folders of the same history). Those that are not given
   * are taken from Flyway's Maven plugin, flyway.toml, flyway.conf and application.properties.
   */
  @Parameter Map<String, String> flyway = Map.of();

  /** The format of reports: text or json. */
  @Parameter(property = "metaxy.format", defaultValue = "text")
  String format = "text";

  /** Whether the goal does nothing. */
  @Parameter(property = "metaxy.skip", defaultValue = "false")
  boolean skip;

  @Parameter(defaultValue = "${settings}", readonly = true)
  @Nullable Settings settings;

  /** Not its properties, because mvn -X would print the environment among them. */
  @Parameter(defaultValue = "${session}", readonly = true)
  @Nullable MavenSession session;

  private @Nullable SettingsDecrypter decrypter;

  /** The stream that reports are printed to. */
  PrintStream out = System.out;

  @Inject
  void setDecrypter(SettingsDecrypter settingsDecrypter) {
    decrypter = settingsDecrypter;
  }

  @Override
  public void execute() throws MojoFailureException {
    try {
      execute(maven());
    } catch (MigrationException e) {
      if (format.strip().equalsIgnoreCase(Format.JSON.name())) {
        out.print(new CheckReport(e.status(), List.of(), e.getMessage()).json());
      }
      // Maven would append the message of a cause to the sentence.
      getLog().debug(e);
      throw new MojoFailureException(e.status().word() + ": " + e.getMessage());
    }
  }

  private void execute(MavenProject maven) throws MojoFailureException {
    if (skip) {
      getLog().info("Nothing to do");
      return;
    }
    KnownNames.check(maven, given());
    if (maven.getPackaging().equals("pom")) {
      getLog().info("Nothing to do");
      return;
    }
    if (features == null && Modules.areElsewhere(maven, modules)) {
      getLog().info("Nothing to do: this module has no metaxy.features, but other modules do");
      return;
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Quiet.libraries();
    try (URLClassLoader loader = ProjectClasses.loader(maven)) {
      thread.setContextClassLoader(loader);
      run(Migrations.of(options(loader)));
    } catch (IOException e) {
      throw new MojoFailureException(
          "broken: Cannot close a class loader: " + e.getMessage() + "; run the goal again", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Runs the goal. */
  abstract void run(Migrations migrations) throws MojoFailureException;

  /** Prints a report, regardless of the log level. */
  void print(String text, String json) {
    out.print(isJson() ? json : text);
    out.flush();
  }

  /** Prints a report, but with {@code -q} only if it is for a program. */
  void printUnlessQuiet(String text, String json) {
    if (isJson() || getLog().isInfoEnabled()) {
      print(text, json);
    }
  }

  private boolean isJson() {
    return Words.one(Format.class, "metaxy.format", format) == Format.JSON;
  }

  private enum Format {
    TEXT,
    JSON
  }

  private MavenProject maven() {
    if (mavenProject == null) {
      throw new MigrationException(
          "Cannot run outside a Maven project; run it in the directory that contains pom.xml");
    }
    return mavenProject;
  }

  MigrationOptions options(ClassLoader loader) {
    Map<String, String> properties = featureProperties();
    ProjectClasses.refuseStale(
        maven(), modules, properties.getOrDefault(CodegenOptions.FEATURES, ""));
    MigrationOptions.Builder options =
        MigrationOptions.builder(properties)
            .basedir(basedir())
            .loader(loader)
            .directory(directory)
            .systemDirectory(systemDirectory)
            .systemTables(systemTables)
            .databases(Words.databases(databases))
            .current(Words.current(current))
            .naming(Words.naming(naming))
            .allow(Words.list(allow))
            .dropFeatures(Words.list(drop))
            .harden(harden)
            .requireFromNow(requireFromNow)
            .flyway(FlywaySettings.read(basedir(), FlywayProperties.of(maven()), flyway));
    if (url != null) {
      Login login = login();
      options.connection(url, login.user(), login.password());
    }
    if (scratchUrl != null) {
      options.scratch(scratchUrl);
    }
    return options.build();
  }

  /** What was given to Maven with {@code -D}, by command line, {@code .mvn} or MAVEN_OPTS. */
  private Properties given() {
    Properties given = new Properties();
    if (session != null) {
      given.putAll(session.getSystemProperties());
      given.putAll(session.getUserProperties());
    }
    return given;
  }

  private Login login() {
    Login login = new Login(user, password);
    if (serverId != null && settings != null && decrypter != null) {
      login = login.or(serverId, settings, decrypter);
    }
    return session == null ? login : login.or(session.getSystemProperties());
  }

  private Path basedir() {
    return maven().getBasedir().toPath();
  }

  /** The properties of code generation, which jOOQ's plugin may have already. */
  private Map<String, String> featureProperties() {
    Map<String, String> given = new TreeMap<>();
    put(given, CodegenOptions.FEATURES, features);
    put(given, CodegenOptions.PROJECT, project);
    put(given, CodegenOptions.TABLE_PREFIX, tablePrefix);
    put(given, CodegenOptions.INFER_TABLE_NAMES, inferTableNames);
    put(given, CodegenOptions.PRIMARY_KEY, primaryKey);
    put(given, CodegenOptions.INDEX, index);
    put(given, CodegenOptions.HASH_TRUNCATION_LENGTH, hashTruncationLength);
    put(given, CodegenOptions.RESOLVABLE, resolvable);
    if (features != null) {
      return given;
    }
    List<Map<String, String>> found = JooqProperties.of(maven());
    if (found.size() != 1) {
      throw new MigrationException(
          "Cannot choose the features to migrate: this project's jOOQ code generation has "
              + (found.isEmpty() ? "no metaxy.features" : found.size() + " sets of metaxy.features")
              + "; set <features> in this plugin's configuration, and the other metaxy.*"
              + " parameters that they"
              + " need");
    }
    Map<String, String> all = new TreeMap<>(found.get(0));
    all.putAll(given);
    return all;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    Stream.ofNullable(value).filter(v -> !v.isBlank()).forEach(v -> map.put(name, v));
  }
}
