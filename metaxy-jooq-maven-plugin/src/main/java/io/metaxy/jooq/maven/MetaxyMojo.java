package io.metaxy.jooq.maven;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.FlywaySettings;
import io.metaxy.jooq.migration.LiveChoice;
import io.metaxy.jooq.migration.Login;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import io.metaxy.jooq.migration.Migrations;
import io.metaxy.jooq.migration.report.CheckReport;
import io.metaxy.jooq.migration.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
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

  /** The start of the names of environment variables among Maven's properties. */
  private static final String ENVIRONMENT = "env.";

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  @Nullable MavenProject mavenProject;

  /** All modules of the build, whether or not they are selected. */
  @Parameter(defaultValue = "${session.allProjects}", readonly = true)
  List<MavenProject> modules = List.of();

  /** The features: names of record classes or packages, and paths of JSON files of definitions. */
  @Parameter(property = CodegenOptions.FEATURES)
  @Nullable String features;

  /** The project of features that do not name one. */
  @Parameter(property = CodegenOptions.PROJECT)
  @Nullable String project;

  /** The start of inferred table names. */
  @Parameter(property = CodegenOptions.TABLE_PREFIX)
  @Nullable String tablePrefix;

  /** Whether tables are named after their features; if not, each spec names its table. */
  @Parameter(property = CodegenOptions.INFER_TABLE_NAMES)
  @Nullable String inferTableNames;

  /**
   * Whether tables have a primary key on metaxy_feature_version, the id columns and
   * metaxy_updated_at.
   */
  @Parameter(property = CodegenOptions.PRIMARY_KEY)
  @Nullable String primaryKey;

  /** Whether tables have an index on the columns of the primary key. */
  @Parameter(property = CodegenOptions.INDEX)
  @Nullable String index;

  /** The number of characters kept of every hash. */
  @Parameter(property = CodegenOptions.HASH_TRUNCATION_LENGTH)
  @Nullable String hashTruncationLength;

  /**
   * Whether every feature must be resolvable; "except" and the keys or packages of those that
   * another program computes.
   */
  @Parameter(property = CodegenOptions.RESOLVABLE)
  @Nullable String resolvable;

  /** The databases that scripts are written for; by default those of the stores. */
  @Parameter(property = "metaxy.databases")
  @Nullable String databases;

  /** The directory of the scripts; {database} in it is replaced by the database's name. */
  @Parameter(property = "metaxy.directory")
  @Nullable String directory;

  /** The directory of the scripts of system tables. */
  @Parameter(property = "metaxy.systemDirectory")
  @Nullable String systemDirectory;

  /** Whether scripts are also written for the system tables. */
  @Parameter(property = "metaxy.systemTables")
  @Nullable String systemTables;

  /** Where the existing tables are read from. */
  @Parameter(property = "metaxy.current")
  @Nullable String current;

  /** How new scripts get their versions. */
  @Parameter(property = "metaxy.naming")
  @Nullable String naming;

  /** The codes of changes that are allowed even though they are not safe. */
  @Parameter(property = "metaxy.allow")
  @Nullable String allow;

  /** The keys of features that were removed from the specs and whose tables may be dropped. */
  @Parameter(property = "metaxy.drop")
  @Nullable String drop;

  /** Whether adopted tables are made as strict as those that scripts create. */
  @Parameter(property = "metaxy.harden")
  @Nullable String harden;

  /** Whether PostgreSQL requires, in new rows only, the values that a spec newly requires. */
  @Parameter(property = "metaxy.requireFromNow")
  @Nullable String requireFromNow;

  /**
   * Whether Python keeps columns of maps, which Java always does; the by-field columns of new
   * DuckDB tables are then maps, too.
   */
  @Parameter(property = "metaxy.enableMapDatatype")
  @Nullable String enableMapDatatype;

  /** The JDBC URL of a live database, which is only read. */
  @Parameter(property = "metaxy.url")
  @Nullable String url;

  /** The name of the store whose database is the live database, in place of a url. */
  @Parameter(property = "metaxy.store")
  @Nullable String store;

  /** The user of the live database; by default that of the store. */
  @Parameter(property = "metaxy.user")
  @Nullable String user;

  /**
   * The password of the live database; by default that of the store. Prefer the environment
   * variable METAXY_PASSWORD.
   */
  @Parameter(property = "metaxy.password")
  @Nullable String password;

  /** The id of a server in Maven's settings.xml with the user and password of the live database. */
  @Parameter(property = "metaxy.serverId")
  @Nullable String serverId;

  /** The JDBC URL of an empty database to run the scripts on, if no embedded one is available. */
  @Parameter(property = "metaxy.scratchUrl")
  @Nullable String scratchUrl;

  /** Flyway settings, by Flyway's names; those not given are read from Flyway's own files. */
  @Parameter Map<String, String> flyway = Map.of();

  /** The format of reports. */
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
    } catch (ConfigException e) {
      fail(new MigrationException(String.join("\n", e.problems()), e));
    } catch (MigrationException e) {
      fail(e);
    }
  }

  private void fail(MigrationException e) throws MojoFailureException {
    if (format.strip().equalsIgnoreCase(Format.JSON.name())) {
      out.print(new CheckReport(e.status(), List.of(), e.getMessage()).json());
    }
    // Maven would append the message of a cause to the sentence.
    getLog().debug(e);
    throw new MojoFailureException(e.status().word() + ": " + e.getMessage());
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
    ProjectConfig configured = projectConfig();
    configured.warnings().forEach(getLog()::warn);
    if (!configured.namesFeatures() && Modules.areElsewhere(maven, modules)) {
      getLog().info("Nothing to do: this module has no metaxy.features, but other modules do");
      return;
    }
    Optional<String> disabled = configured.disabled();
    if (disabled.isPresent()) {
      String line = "Nothing to do: " + disabled.get();
      if (configured.isDefault()) {
        getLog().warn(line);
      } else {
        getLog().info(line);
      }
      return;
    }
    MetaxyConfig config = configured.choose();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Quiet.libraries();
    try (URLClassLoader loader = ProjectClasses.loader(maven)) {
      thread.setContextClassLoader(loader);
      run(Migrations.of(options(config, loader)));
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
  void print(Report report) {
    out.print(isJson() ? report.json() : report.text());
    out.flush();
  }

  /** Prints a report, but with {@code -q} only if it is for a program. */
  void printUnlessQuiet(Report report) {
    if (isJson() || getLog().isInfoEnabled()) {
      print(report);
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

  /** What this module is configured by. */
  ProjectConfig projectConfig() {
    return new ProjectConfig(maven(), arguments(), environment());
  }

  MigrationOptions options(MetaxyConfig config, ClassLoader loader) {
    ProjectClasses.refuseStale(maven(), modules, config.get(Options.FEATURES));
    MigrationOptions.Builder options =
        MigrationOptions.builder(config)
            .basedir(basedir())
            .loader(loader)
            .flyway(
                FlywaySettings.read(
                    basedir(), FlywayProperties.of(maven()), config.get(Options.FLYWAY)));
    LiveChoice live = LiveChoice.of(config);
    live.url()
        .ifPresent(
            jdbcUrl -> {
              Login login = live.login(environment(), this::ofServer);
              options.connection(jdbcUrl, login.user(), login.password());
            });
    live.store()
        .ifPresent(
            name -> {
              Login login = live.login(environment(), this::ofServer);
              options.store(name, login.user(), login.password());
              config.store(name).warnings().forEach(getLog()::warn);
            });
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

  /** The login of a server in Maven's settings; none without settings. */
  private Login ofServer(String server) {
    return settings == null || decrypter == null
        ? Login.NONE
        : SettingsServers.login(server, settings, decrypter);
  }

  /** The environment of Maven. */
  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    if (session != null) {
      Properties all = session.getSystemProperties();
      for (String name : all.stringPropertyNames()) {
        if (name.startsWith(ENVIRONMENT)) {
          variables.put(name.substring(ENVIRONMENT.length()), all.getProperty(name));
        }
      }
    }
    return variables;
  }

  private Path basedir() {
    return maven().getBasedir().toPath();
  }

  /** The parameters that have a value, as arguments of a configuration. */
  Map<String, String> arguments() {
    Map<String, String> given = new TreeMap<>();
    put(given, Options.FEATURES, features);
    put(given, Options.PROJECT, project);
    put(given, Options.TABLE_PREFIX, tablePrefix);
    put(given, Options.INFER_TABLE_NAMES, inferTableNames);
    put(given, Options.INJECT_PRIMARY_KEY, primaryKey);
    put(given, Options.INJECT_INDEX, index);
    put(given, Options.HASH_TRUNCATION_LENGTH, hashTruncationLength);
    put(given, Options.RESOLVABLE, resolvable);
    put(given, Options.DATABASES, databases);
    put(given, Options.DIRECTORY, directory);
    put(given, Options.SYSTEM_DIRECTORY, systemDirectory);
    put(given, Options.SYSTEM_TABLES, systemTables);
    put(given, Options.CURRENT, current);
    put(given, Options.NAMING, naming);
    put(given, Options.ALLOW, allow);
    put(given, Options.DROP, drop);
    put(given, Options.HARDEN, harden);
    put(given, Options.REQUIRE_FROM_NOW, requireFromNow);
    put(given, Options.ENABLE_MAP_DATATYPE, enableMapDatatype);
    putAsGiven(given, Options.URL, url);
    put(given, Options.LIVE_STORE, store);
    putAsGiven(given, Options.USER, user);
    putAsGiven(given, Options.PASSWORD, password);
    put(given, Options.SERVER_ID, serverId);
    putAsGiven(given, Options.SCRATCH_URL, scratchUrl);
    String table = Options.FLYWAY.key().orElseThrow();
    flyway.forEach((name, value) -> given.put(table + "." + name, value));
    return given;
  }

  /** Adds words, a list or a path. */
  private static void put(
      Map<String, String> given, ConfigOption<?> option, @Nullable String value) {
    putAsGiven(given, option, value == null ? null : value.strip());
  }

  /** Adds a value in which white space at the ends may count, as in a password. */
  private static void putAsGiven(
      Map<String, String> given, ConfigOption<?> option, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      given.put(KnownNames.PREFIX + option.property(), value);
    }
  }
}
