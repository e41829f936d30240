package io.metaxy.jooq.migration;

import io.metaxy.jooq.codegen.definition.CodegenOptions;
import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigInput;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.migration.change.SafetyRule;
import io.metaxy.jooq.project.StoreDatabase;
import io.metaxy.jooq.spec.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link Migrations}.
 *
 * <pre>{@code
 * MigrationOptions.builder(Map.of("metaxy.features", "com.acme.features"))
 *     .databases(MigrationDatabase.H2, MigrationDatabase.POSTGRESQL)
 *     .build();
 * }</pre>
 *
 * @param config what the features and the options of code generation are read from
 * @param basedir the directory that relative paths start from
 * @param loader loads the records and the drivers
 * @param databases the databases that scripts are written for, in the order of the constants
 * @param namesDatabases whether they were named; otherwise, they are those of the stores
 * @param folders the folders of the scripts
 * @param current where the existing tables are read from
 * @param connection the live database and the one to run scripts on
 * @param plan what may be written
 * @param flyway the Flyway settings
 * @param enableMapDatatype whether the by-field columns of new tables are maps where the database
 *     has maps; see {@link Builder#enableMapDatatype}
 * @param naming how new scripts get their versions
 * @param clock the clock; only versions of scripts depend on it
 */
public record MigrationOptions(
    MetaxyConfig config,
    Path basedir,
    ClassLoader loader,
    List<MigrationDatabase> databases,
    boolean namesDatabases,
    Folders folders,
    CurrentSource current,
    LiveDatabase connection,
    PlanOptions plan,
    FlywaySettings flyway,
    boolean enableMapDatatype,
    Naming naming,
    Clock clock) {

  /** The placeholder for {@link MigrationDatabase#folder()} in a directory. */
  public static final String DATABASE = "{database}";

  /** The default directory of scripts, with a folder for each database. */
  public static final String DIRECTORY = "src/main/resources/db/migration/" + DATABASE;

  /** The default directory of the scripts of system tables, which have a history of their own. */
  public static final String SYSTEM_DIRECTORY = "src/main/resources/db/metaxy-system/" + DATABASE;

  /** The table of Flyway's history of the system tables. */
  public static final String SYSTEM_HISTORY = "metaxy_schema_history";

  /**
   * The directories of scripts; {@value #DATABASE} in them represents the database's name.
   *
   * @param scripts the directory of feature tables' scripts
   * @param systemScripts the directory of system tables' scripts
   * @param systemTables whether scripts are also written for the system tables
   */
  public record Folders(String scripts, String systemScripts, boolean systemTables) {}

  /**
   * Checks the options.
   *
   * @throws MigrationException when options are missing or contradict each other
   */
  public MigrationOptions {
    databases = databases.stream().distinct().sorted().toList();
    if (databases.isEmpty()) {
      throw new MigrationException(
          "Cannot choose the databases to write scripts for: metaxy.databases is missing, and no"
              + (config.stores().isEmpty()
                  ? " store is configured"
                  : " configured store has one for which there are scripts")
              + "; name one or more of "
              + Stream.of(MigrationDatabase.values())
                  .map(MigrationDatabase::folder)
                  .collect(Collectors.joining(", ")));
    }
    boolean shared = !folders.scripts().contains(DATABASE);
    if (databases.size() > 1 && (shared || !folders.systemScripts().contains(DATABASE))) {
      throw new MigrationException(
          "Cannot write the scripts for several databases to one directory: "
              + (shared ? folders.scripts() : folders.systemScripts())
              + "; add "
              + DATABASE
              + " to it");
    }
    if (current == CurrentSource.DATABASE && connection.url() == null) {
      throw new MigrationException(
          "Cannot read a live database without its URL or store; set metaxy.url or metaxy.store,"
              + " or choose another metaxy.current");
    }
  }

  /** Starts from the properties of code generation alone, above all {@code metaxy.features}. */
  public static Builder builder(Map<String, String> properties) {
    Properties all = new Properties();
    all.putAll(properties);
    List<Problem> problems = new ArrayList<>();
    ConfigInput input = ConfigInput.ofArguments(CodegenOptions.arguments(all, problems));
    MetaxyConfig config = CodegenOptions.config(input, problems);
    if (!problems.isEmpty()) {
      throw new MigrationException("read the features", problems);
    }
    return new Builder(config);
  }

  /**
   * Starts from a configuration: its options of code generation and of migrations.
   *
   * <pre>{@code
   * MigrationOptions.builder(
   *     MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), System.getenv())));
   * }</pre>
   *
   * @throws ConfigException when an option does not fit, or refers to an environment variable that
   *     is not set
   * @throws MigrationException when one source names both a URL and a store
   */
  public static Builder builder(MetaxyConfig config) {
    Builder builder =
        new Builder(config)
            .directory(config.get(Options.DIRECTORY))
            .systemDirectory(config.get(Options.SYSTEM_DIRECTORY))
            .systemTables(config.get(Options.SYSTEM_TABLES))
            .current(constant(CurrentSource.class, config.get(Options.CURRENT)))
            .naming(constant(Naming.class, config.get(Options.NAMING)))
            .allow(config.get(Options.ALLOW))
            .dropFeatures(config.get(Options.DROP))
            .harden(config.get(Options.HARDEN))
            .requireFromNow(config.get(Options.REQUIRE_FROM_NOW))
            .enableMapDatatype(config.get(Options.ENABLE_MAP_DATATYPE));
    builder.databases = Set.copyOf(databases(config));
    builder.namesDatabases = !config.get(Options.DATABASES).isEmpty();
    LiveChoice live = LiveChoice.of(config);
    Login login = live.login(Map.of(), server -> Login.NONE);
    live.url().ifPresent(url -> builder.connection(url, login.user(), login.password()));
    live.store().ifPresent(name -> builder.store(name, login.user(), login.password()));
    config.find(Options.SCRATCH_URL).ifPresent(builder::scratch);
    return builder;
  }

  /** The named databases; if there are none, those of the stores. */
  private static List<MigrationDatabase> databases(MetaxyConfig config) {
    List<String> named = config.get(Options.DATABASES);
    if (!named.isEmpty()) {
      return named.stream().map(name -> constant(MigrationDatabase.class, name)).toList();
    }
    return config.stores().values().stream()
        .flatMap(store -> StoreDatabase.dialect(store).stream())
        .flatMap(
            dialect ->
                Stream.of(MigrationDatabase.values())
                    .filter(known -> known.folder().equals(dialect.access().type())))
        .toList();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  /** The schema of the live tables: that of the store, or else Flyway's. */
  public Optional<String> liveSchema() {
    StoreDatabase store = connection.store();
    return store == null ? flyway.schema() : Optional.ofNullable(store.schema()).or(flyway::schema);
  }

  /** The folder of a database's scripts. */
  public Path directory(MigrationDatabase database) {
    return basedir.resolve(folders.scripts().replace(DATABASE, database.folder()));
  }

  /** The folder of the scripts of its system tables. */
  public Path systemDirectory(MigrationDatabase database) {
    return basedir.resolve(folders.systemScripts().replace(DATABASE, database.folder()));
  }

  /** Collects options; those not given keep their defaults. */
  public static final class Builder {

    private final MetaxyConfig config;
    private Path basedir = Path.of("");
    private ClassLoader loader = contextClassLoader();
    private String directory = DIRECTORY;
    private String systemDirectory = SYSTEM_DIRECTORY;
    private boolean systemTables;
    private Set<MigrationDatabase> databases = Set.of();
    private boolean namesDatabases;
    private CurrentSource current = CurrentSource.SNAPSHOT;
    private Supplier<LiveDatabase> live = () -> LiveDatabase.NONE;
    private @Nullable String scratchUrl;
    private Naming naming = Naming.TIMESTAMP;
    private Set<String> allow = Set.of();
    private Set<String> drops = Set.of();
    private boolean harden;
    private boolean requireFromNow;
    private boolean enableMapDatatype;
    private @Nullable FlywaySettings flyway;
    private Clock clock = Clock.systemUTC();

    private Builder(MetaxyConfig config) {
      this.config = config;
    }

    private static ClassLoader contextClassLoader() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return loader == null ? MigrationOptions.class.getClassLoader() : loader;
    }

    /** The directory that relative paths start from; by default the working directory. */
    public Builder basedir(Path path) {
      basedir = path;
      return this;
    }

    /** Loads the records and the drivers; by default the thread's context class loader. */
    public Builder loader(ClassLoader classes) {
      loader = classes;
      return this;
    }

    /**
     * The directory of scripts; {@value #DATABASE} in it represents the database's name. By default
     * {@value #DIRECTORY}.
     */
    public Builder directory(String path) {
      directory = path;
      return this;
    }

    /** The directory of the scripts of system tables; by default {@value #SYSTEM_DIRECTORY}. */
    public Builder systemDirectory(String path) {
      systemDirectory = path;
      return this;
    }

    /** Whether scripts are also written for the system tables; false by default. */
    public Builder systemTables(boolean wanted) {
      systemTables = wanted;
      return this;
    }

    /** The databases that scripts are written for; at least one. */
    public Builder databases(MigrationDatabase... all) {
      return databases(List.of(all));
    }

    /**
     * The databases that scripts are written for; at least one. By default those of the configured
     * stores; {@link Migrations#drift} of a {@link #store} then compares only that of the store.
     */
    public Builder databases(Collection<MigrationDatabase> all) {
      databases = Set.copyOf(all);
      namesDatabases = true;
      return this;
    }

    /** Where the existing tables are read from; by default the snapshots. */
    public Builder current(CurrentSource source) {
      current = source;
      return this;
    }

    /**
     * A live database; user and password are null when the URL contains them or none are needed.
     */
    public Builder connection(String jdbcUrl, @Nullable String name, @Nullable String secret) {
      live = () -> LiveDatabase.at(jdbcUrl, name, secret);
      return this;
    }

    /**
     * The database of a configured store as the live database, with its schema and table prefix.
     *
     * @param user its user; null for the configured one
     * @param password its password; null for the configured one
     */
    public Builder store(String name, @Nullable String user, @Nullable String password) {
      live = () -> LiveDatabase.of(StoreDatabase.of(config, name, user, password));
      return this;
    }

    /** An empty database to run the scripts on, for a kind that cannot be embedded. */
    public Builder scratch(String jdbcUrl) {
      scratchUrl = jdbcUrl;
      return this;
    }

    /** How new scripts get their versions; by default timestamps. */
    public Builder naming(Naming style) {
      naming = style;
      return this;
    }

    /** The codes of {@link SafetyRule}s that are allowed even though they are not safe. */
    public Builder allow(Collection<String> codes) {
      allow = new TreeSet<>(codes);
      return this;
    }

    /** The keys of features that were removed from the specs and whose tables may be dropped. */
    public Builder dropFeatures(Collection<String> keys) {
      drops = new TreeSet<>(keys);
      return this;
    }

    /** Whether adopted tables are made as strict as those that this library creates. */
    public Builder harden(boolean wanted) {
      harden = wanted;
      return this;
    }

    /** Whether PostgreSQL requires, in new rows only, the values that a spec newly requires. */
    public Builder requireFromNow(boolean wanted) {
      requireFromNow = wanted;
      return this;
    }

    /**
     * Whether the by-field columns of new tables are maps on DuckDB; if not, they are structs. It
     * is the option {@code enable_map_datatype} of the Python original, which writes maps only to
     * such tables. Existing tables do not change. False by default.
     */
    public Builder enableMapDatatype(boolean wanted) {
      enableMapDatatype = wanted;
      return this;
    }

    /** The Flyway settings; by default those of the configuration and of Flyway's own files. */
    public Builder flyway(FlywaySettings settings) {
      flyway = settings;
      return this;
    }

    /** The clock; only versions of scripts depend on it. */
    public Builder clock(Clock time) {
      clock = time;
      return this;
    }

    /**
     * Builds the options.
     *
     * @throws ConfigException when the live database's store is not configured, or not so that Java
     *     can open it
     * @throws MigrationException when options are missing or contradict each other
     */
    public MigrationOptions build() {
      return new MigrationOptions(
          config,
          basedir,
          loader,
          List.copyOf(databases),
          namesDatabases,
          new Folders(directory, systemDirectory, systemTables),
          current,
          live.get().withScratch(scratchUrl),
          new PlanOptions(allow, drops, harden, requireFromNow),
          flyway == null
              ? FlywaySettings.read(basedir, Map.of(), config.get(Options.FLYWAY))
              : flyway,
          enableMapDatatype,
          naming,
          clock);
    }
  }
}
