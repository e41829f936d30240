package io.metaxy.jooq.migration;

import io.metaxy.jooq.migration.change.SafetyRule;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Migrations} work with.
 *
 * <pre>{@code
 * MigrationOptions.builder(Map.of("metaxy.features", "com.acme.features"))
 *     .databases(MigrationDatabase.H2, MigrationDatabase.POSTGRESQL)
 *     .build();
 * }</pre>
 */
public final class MigrationOptions {

  /** Stands in a directory for {@link MigrationDatabase#folder()}. */
  public static final String DATABASE = "{database}";

  /** Where Flyway looks for scripts, a folder for each database. */
  public static final String DIRECTORY = "src/main/resources/db/migration/" + DATABASE;

  /** Those of the system's tables, which have a history of their own. */
  public static final String SYSTEM_DIRECTORY = "src/main/resources/db/metaxy-system/" + DATABASE;

  /** Flyway's history of the system's tables. */
  public static final String SYSTEM_HISTORY = "metaxy_schema_history";

  private final Builder given;
  private final Set<MigrationDatabase> databases;

  private MigrationOptions(Builder builder) {
    given = builder;
    databases =
        builder.databases.isEmpty()
            ? EnumSet.noneOf(MigrationDatabase.class)
            : EnumSet.copyOf(builder.databases);
  }

  /** Options by the names of those of code generation, {@code metaxy.features} first. */
  public static Builder builder(Map<String, String> properties) {
    return new Builder(properties);
  }

  public Properties properties() {
    Properties properties = new Properties();
    given.properties.forEach(properties::setProperty);
    return properties;
  }

  public Path basedir() {
    return given.basedir;
  }

  public ClassLoader loader() {
    return given.loader;
  }

  /** Where the scripts of a database are. */
  public Path directory(MigrationDatabase database) {
    return given.basedir.resolve(given.directory.replace(DATABASE, database.folder()));
  }

  /** Where those of its system tables are. */
  public Path systemDirectory(MigrationDatabase database) {
    return given.basedir.resolve(given.systemDirectory.replace(DATABASE, database.folder()));
  }

  public boolean systemTables() {
    return given.systemTables;
  }

  /** In the order of the constants. */
  public List<MigrationDatabase> databases() {
    return List.copyOf(databases);
  }

  public CurrentSource current() {
    return given.current;
  }

  public @Nullable String url() {
    return given.url;
  }

  public @Nullable String user() {
    return given.user;
  }

  public @Nullable String password() {
    return given.password;
  }

  public @Nullable String scratchUrl() {
    return given.scratchUrl;
  }

  public Naming naming() {
    return given.naming;
  }

  public PlanOptions plan() {
    return new PlanOptions(given.allow, given.drops, given.harden, given.requireFromNow);
  }

  public FlywaySettings flyway() {
    return given.flyway;
  }

  public Clock clock() {
    return given.clock;
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
      MigrationOptions options = new MigrationOptions(this);
      options.check();
      return options;
    }
  }

  private void check() {
    if (databases.isEmpty()) {
      throw new MigrationException(
          "Cannot tell which databases to write scripts for: metaxy.databases is missing; name"
              + " some of h2, postgresql, duckdb, mariadb");
    }
    boolean shared = !given.directory.contains(DATABASE);
    if (databases.size() > 1 && (shared || !given.systemDirectory.contains(DATABASE))) {
      throw new MigrationException(
          "Cannot write the scripts of several databases to one directory: "
              + (shared ? given.directory : given.systemDirectory)
              + "; put "
              + DATABASE
              + " into it");
    }
    if (given.current == CurrentSource.DATABASE && given.url == null) {
      throw new MigrationException(
          "Cannot read a live database without its URL; set metaxy.url, or take another"
              + " metaxy.current");
    }
  }
}
