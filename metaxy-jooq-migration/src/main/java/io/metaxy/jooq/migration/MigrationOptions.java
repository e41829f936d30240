package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.change.SafetyRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Migrations} work with.
 *
 * <pre>{@code
 * MigrationOptions.builder(Map.of("metaxy.features", "com.acme.features"))
 *     .databases(MigrationDatabase.H2, MigrationDatabase.POSTGRESQL)
 *     .build();
 * }</pre>
 *
 * @param definitions options by the names of those of code generation, {@code metaxy.features}
 *     first
 * @param basedir what relative paths start from
 * @param loader what sees the records and the drivers
 * @param databases the databases that scripts are written for, in the order of the constants
 * @param folders where the scripts are
 * @param current where the tables that there are are read from
 * @param connection the databases that are connected to
 * @param plan what may be written
 * @param flyway how Flyway is set up
 * @param naming how new scripts get their versions
 * @param clock what tells the time; nothing but versions of scripts depends on it
 */
public record MigrationOptions(
    Map<String, String> definitions,
    Path basedir,
    ClassLoader loader,
    List<MigrationDatabase> databases,
    Folders folders,
    CurrentSource current,
    LiveDatabase connection,
    PlanOptions plan,
    FlywaySettings flyway,
    Naming naming,
    Clock clock) {

  /** Stands in a directory for {@link MigrationDatabase#folder()}. */
  public static final String DATABASE = "{database}";

  /** Where Flyway looks for scripts, a folder for each database. */
  public static final String DIRECTORY = "src/main/resources/db/migration/" + DATABASE;

  /** Those of the system's tables, which have a history of their own. */
  public static final String SYSTEM_DIRECTORY = "src/main/resources/db/metaxy-system/" + DATABASE;

  /** Flyway's history of the system's tables. */
  public static final String SYSTEM_HISTORY = "metaxy_schema_history";

  /**
   * Where scripts are; {@value #DATABASE} stands for the database's name.
   *
   * @param scripts those of features
   * @param systemScripts those of the system's tables
   * @param systemTables whether the system's tables have scripts
   */
  public record Folders(String scripts, String systemScripts, boolean systemTables) {}

  /**
   * The databases that are connected to. Prints without the password.
   *
   * @param url the JDBC URL of a live database; null is none
   * @param user its user; null when the URL has it, or none is needed
   * @param password its password; null likewise
   * @param scratchUrl an empty database to run scripts on; null is an embedded one
   */
  public record LiveDatabase(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable String scratchUrl) {

    @Override
    public String toString() {
      return "LiveDatabase[url=%s, scratchUrl=%s]".formatted(orNull(url), orNull(scratchUrl));
    }

    private static @Nullable String orNull(@Nullable String url) {
      return url == null ? null : shown(url);
    }

    /** A URL without its parameters and credentials. */
    public static String shown(String url) {
      return url.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }
  }

  /**
   * Checks the options.
   *
   * @throws MigrationException when they cannot go together
   */
  public MigrationOptions {
    definitions = Map.copyOf(definitions);
    databases = databases.stream().distinct().sorted().toList();
    if (databases.isEmpty()) {
      throw new MigrationException(
          "Cannot tell which databases to write scripts for: metaxy.databases is missing; name"
              + " some of "
              + Stream.of(MigrationDatabase.values())
                  .map(MigrationDatabase::folder)
                  .collect(Collectors.joining(", ")));
    }
    boolean shared = !folders.scripts().contains(DATABASE);
    if (databases.size() > 1 && (shared || !folders.systemScripts().contains(DATABASE))) {
      throw new MigrationException(
          "Cannot write the scripts of several databases to one directory: "
              + (shared ? folders.scripts() : folders.systemScripts())
              + "; put "
              + DATABASE
              + " into it");
    }
    if (current == CurrentSource.DATABASE && connection.url() == null) {
      throw new MigrationException(
          "Cannot read a live database without its URL; set metaxy.url, or take another"
              + " metaxy.current");
    }
  }

  /** Options by the names of those of code generation, {@code metaxy.features} first. */
  public static Builder builder(Map<String, String> properties) {
    return new Builder(properties);
  }

  /** The options of code generation. */
  public Properties properties() {
    Properties properties = new Properties();
    definitions.forEach(properties::setProperty);
    return properties;
  }

  /** Where the scripts of a database are. */
  public Path directory(MigrationDatabase database) {
    return basedir.resolve(folders.scripts().replace(DATABASE, database.folder()));
  }

  /** Where those of its system tables are. */
  public Path systemDirectory(MigrationDatabase database) {
    return basedir.resolve(folders.systemScripts().replace(DATABASE, database.folder()));
  }

  /** Collects options; each that is not given has its default. */
  public static final class Builder {

    private final Map<String, String> properties;
    private Path basedir = Path.of("");
    private ClassLoader loader = contextClassLoader();
    private String directory = DIRECTORY;
    private String systemDirectory = SYSTEM_DIRECTORY;
    private boolean systemTables;
    private Set<MigrationDatabase> databases = Set.of();
    private CurrentSource current = CurrentSource.SNAPSHOT;
    private @Nullable String url;
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String scratchUrl;
    private Naming naming = Naming.TIMESTAMP;
    private Set<String> allow = Set.of();
    private Set<String> drops = Set.of();
    private boolean harden;
    private boolean requireFromNow;
    private FlywaySettings flyway = FlywaySettings.DEFAULT;
    private Clock clock = Clock.systemUTC();

    private Builder(Map<String, String> properties) {
      this.properties = Map.copyOf(properties);
    }

    private static ClassLoader contextClassLoader() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return loader == null ? MigrationOptions.class.getClassLoader() : loader;
    }

    /** What relative paths start from; by default where Java was started. */
    public Builder basedir(Path path) {
      basedir = path;
      return this;
    }

    /** What sees the records and the drivers; by default the thread's. */
    public Builder loader(ClassLoader classes) {
      loader = classes;
      return this;
    }

    /**
     * Where the scripts are; {@value #DATABASE} stands for the database's name. By default {@value
     * #DIRECTORY}.
     */
    public Builder directory(String path) {
      directory = path;
      return this;
    }

    /** Where those of the system's tables are; by default {@value #SYSTEM_DIRECTORY}. */
    public Builder systemDirectory(String path) {
      systemDirectory = path;
      return this;
    }

    /** Whether the system's tables have scripts too; by default they have none. */
    public Builder systemTables(boolean wanted) {
      systemTables = wanted;
      return this;
    }

    /** The databases that scripts are written for; at least one. */
    public Builder databases(MigrationDatabase... all) {
      return databases(List.of(all));
    }

    /** The databases that scripts are written for; at least one. */
    public Builder databases(Collection<MigrationDatabase> all) {
      databases = Set.copyOf(all);
      return this;
    }

    /** Where the tables that there are are read from; by default the snapshots. */
    public Builder current(CurrentSource source) {
      current = source;
      return this;
    }

    /** A live database; its user and password are null when the URL has them or it needs none. */
    public Builder connection(String jdbcUrl, @Nullable String name, @Nullable String secret) {
      url = jdbcUrl;
      user = name;
      password = secret;
      return this;
    }

    /** An empty database to run the scripts on, where none of its kind can be embedded. */
    public Builder scratch(String jdbcUrl) {
      scratchUrl = jdbcUrl;
      return this;
    }

    /** How new scripts get their versions; by default the time. */
    public Builder naming(Naming style) {
      naming = style;
      return this;
    }

    /** The codes of {@link SafetyRule}s that may be written although they are not safe. */
    public Builder allow(Collection<String> codes) {
      allow = new TreeSet<>(codes);
      return this;
    }

    /** The keys of features that left the specs and whose tables are to be dropped. */
    public Builder dropFeatures(Collection<String> keys) {
      drops = new TreeSet<>(keys);
      return this;
    }

    /** Whether adopted tables are to be made as strict as those that we make. */
    public Builder harden(boolean wanted) {
      harden = wanted;
      return this;
    }

    /** Whether PostgreSQL is to require, of new rows, values that a spec requires from now on. */
    public Builder requireFromNow(boolean wanted) {
      requireFromNow = wanted;
      return this;
    }

    /** How Flyway is set up. */
    public Builder flyway(FlywaySettings settings) {
      flyway = settings;
      return this;
    }

    /** What tells the time; nothing but versions of scripts depends on it. */
    public Builder clock(Clock time) {
      clock = time;
      return this;
    }

    /**
     * The options.
     *
     * @throws MigrationException when they cannot go together
     */
    public MigrationOptions build() {
      return new MigrationOptions(
          properties,
          basedir,
          loader,
          List.copyOf(databases),
          new Folders(directory, systemDirectory, systemTables),
          current,
          new LiveDatabase(url, user, password, scratchUrl),
          new PlanOptions(allow, drops, harden, requireFromNow),
          flyway,
          naming,
          clock);
    }
  }
}
