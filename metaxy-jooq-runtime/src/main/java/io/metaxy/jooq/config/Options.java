package io.metaxy.jooq.config;

import static io.metaxy.jooq.config.OptionPlace.GOAL;
import static io.metaxy.jooq.config.OptionPlace.JOOQ;
import static io.metaxy.jooq.config.OptionPlace.STORE;
import static io.metaxy.jooq.config.OptionPlace.TOP;

import io.metaxy.jooq.config.ConfigValue.Table;
import io.metaxy.jooq.config.OptionType.AnyTable;
import io.metaxy.jooq.config.OptionType.Choice;
import io.metaxy.jooq.config.OptionType.Flag;
import io.metaxy.jooq.config.OptionType.FlagOrExcept;
import io.metaxy.jooq.config.OptionType.Tables;
import io.metaxy.jooq.config.OptionType.Text;
import io.metaxy.jooq.config.OptionType.TextTable;
import io.metaxy.jooq.config.OptionType.Texts;
import io.metaxy.jooq.config.OptionType.Whole;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.graph.GraphOptions;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All options. The names of an option in each place, and what errors and pages say about it, are
 * derived from its declaration here.
 */
public final class Options {

  private static final Text TEXT = Text.any();

  /** A path: a directory to write to is always named. */
  private static final Text PATH =
      new Text(
          Pattern.compile("[^\\u0000]*[^\\s\\u0000][^\\u0000]*"),
          "a path that is not empty and does not contain U+0000");

  private static final Text PATH_OR_EMPTY =
      new Text(Pattern.compile("[^\\u0000]*"), "a path that does not contain U+0000");

  private static final Text PREFIX =
      new Text(Pattern.compile("[A-Za-z0-9_]*"), "a text of letters, digits and _");

  /**
   * As in the Python original, except for what ends a name in SQL or is a placeholder of Flyway.
   */
  private static final Text STORE_PREFIX =
      new Text(
          Pattern.compile("(?:(?!\\$\\{)[^\"'`\\u0000])*"),
          "a text without quotation marks, ${ and U+0000");

  private static final Texts TEXTS = new Texts(List.of(), true);
  private static final List<String> DATABASE_NAMES =
      Dialects.all().stream().map(known -> known.access().type()).toList();

  // The top of the file, in the order of the Python original.

  public static final ConfigOption<String> PROJECT =
      ConfigOption.of(
              TOP,
              "project",
              new Text(
                  Pattern.compile("(?!.*__)[A-Za-z0-9_-]+"),
                  "a text of letters, digits, - and single _"),
              OptionUse.GENERATION,
              "The project of features that do not name one.")
          .property("project");

  public static final ConfigOption<String> DEFAULT_STORE =
      ConfigOption.of(
              TOP, "store", TEXT, OptionUse.STORE, "The name of the store that is used by default.")
          .absent("dev");

  public static final ConfigOption<Table> STORES =
      ConfigOption.of(
              TOP,
              "stores",
              new AnyTable(),
              OptionUse.STORE,
              "The stores by name, each with its type and its config.")
          .absent(Table.empty());

  public static final ConfigOption<Boolean> AUTO_CREATE_TABLES =
      ConfigOption.of(
              TOP,
              "auto_create_tables",
              new Flag(),
              OptionUse.STORE,
              "For development: whether stores create missing tables; in Java, this needs"
                  + " metaxy-jooq-migration.")
          .absent(false);

  public static final ConfigOption<Integer> HASH_TRUNCATION_LENGTH =
      ConfigOption.of(
              TOP,
              "hash_truncation_length",
              new Whole(GraphOptions.MIN_HASH_LENGTH, GraphOptions.MAX_HASH_LENGTH),
              OptionUse.GENERATION,
              "The number of characters kept of every hash.")
          .absent(GraphOptions.MIN_HASH_LENGTH)
          .property("hashTruncationLength");

  public static final ConfigOption<Table> EXT =
      ConfigOption.of(
              TOP,
              "ext",
              new AnyTable(),
              OptionUse.CONFIGURATION,
              "The options of integrations by name, such as those in ext.jooq.")
          .absent(Table.empty());

  public static final ConfigOption<String> EXTEND =
      ConfigOption.of(
          TOP,
          "extend",
          TEXT,
          OptionUse.CONFIGURATION,
          "The path of a configuration file that this one extends, relative to this one.");

  public static final ConfigOption<String> METAXY_LOCK_PATH =
      ConfigOption.of(
          TOP,
          "metaxy_lock_path",
          PATH_OR_EMPTY,
          OptionUse.CONFIGURATION,
          "The path of the lock file, relative to the configuration file; by default metaxy.lock"
              + " next to it.");

  public static final ConfigOption<List<String>> ENTRYPOINTS =
      ConfigOption.of(
              TOP,
              "entrypoints",
              new Texts(List.of(), false),
              OptionUse.PYTHON,
              "The Python modules that define features.")
          .absent(List.of());

  public static final ConfigOption<String> THEME =
      ConfigOption.of(TOP, "theme", TEXT, OptionUse.PYTHON, "The colors of graphs in Python.")
          .absent("default");

  public static final ConfigOption<Boolean> ENABLE_MAP_DATATYPE =
      ConfigOption.of(
              TOP,
              "enable_map_datatype",
              new Flag(),
              OptionUse.MIGRATION,
              "Whether Python keeps columns of maps, which Java always does; the by-field columns of"
                  + " new DuckDB tables are then maps, too.")
          .absent(false)
          .property("enableMapDatatype");

  public static final ConfigOption<Boolean> LOCKED =
      ConfigOption.of(
          TOP,
          "locked",
          new Flag(),
          OptionUse.PYTHON,
          "Whether Python refuses external features whose version differs from the lock file.");

  public static final ConfigOption<Boolean> SYNC =
      ConfigOption.of(
              TOP,
              "sync",
              new Flag(),
              OptionUse.PYTHON,
              "Whether Python reads the definitions of external features from the store.")
          .absent(true);

  public static final ConfigOption<List<Table>> EXTRA_FEATURES =
      ConfigOption.of(
              TOP,
              "extra_features",
              new Tables(),
              OptionUse.PYTHON,
              "The external features that Python also reads from the store.")
          .absent(List.of());

  // [ext.jooq]

  public static final ConfigOption<Boolean> ENABLE =
      ConfigOption.of(
              JOOQ,
              "enable",
              new Flag(),
              OptionUse.GENERATION,
              "Whether code is generated and the goals of migrations run; true by default in a build"
                  + " that names FeatureDatabase.")
          .absent(false)
          .integration("enable");

  public static final ConfigOption<List<String>> FEATURES =
      ConfigOption.of(
              JOOQ,
              "features",
              TEXTS,
              OptionUse.GENERATION,
              "The features: names of record classes or packages, and paths of JSON files of"
                  + " definitions.")
          .absent(List.of())
          .property("features");

  public static final ConfigOption<Boolean> INFER_TABLE_NAMES =
      ConfigOption.of(
              JOOQ,
              "infer_table_names",
              new Flag(),
              OptionUse.GENERATION,
              "Whether tables are named after their features; if not, each spec names its table.")
          .absent(true)
          .property("inferTableNames")
          .integration("infer_db_table_names");

  public static final ConfigOption<String> TABLE_PREFIX =
      ConfigOption.of(
              JOOQ,
              "table_prefix",
              PREFIX,
              OptionUse.GENERATION,
              "The start of inferred table names.")
          .absent("")
          .property("tablePrefix");

  public static final ConfigOption<Boolean> INJECT_PRIMARY_KEY =
      ConfigOption.of(
              JOOQ,
              "inject_primary_key",
              new Flag(),
              OptionUse.GENERATION,
              "Whether tables have a primary key on metaxy_feature_version, the id columns and"
                  + " metaxy_updated_at.")
          .absent(false)
          .property("primaryKey")
          .integration("inject_primary_key");

  public static final ConfigOption<Boolean> INJECT_INDEX =
      ConfigOption.of(
              JOOQ,
              "inject_index",
              new Flag(),
              OptionUse.GENERATION,
              "Whether tables have an index on the columns of the primary key.")
          .absent(false)
          .property("index")
          .integration("inject_index");

  public static final ConfigOption<String> RESOLVABLE =
      ConfigOption.of(
              JOOQ,
              "resolvable",
              new FlagOrExcept(),
              OptionUse.GENERATION,
              "Whether every feature must be resolvable; \"except\" and the keys or packages of those"
                  + " that another program computes.")
          .absent("true")
          .property("resolvable");

  public static final ConfigOption<List<String>> DATABASES =
      ConfigOption.of(
              JOOQ,
              "databases",
              new Texts(DATABASE_NAMES, true),
              OptionUse.MIGRATION,
              "The databases that scripts are written for; by default those of the stores.")
          .absent(List.of())
          .property("databases");

  public static final ConfigOption<String> DIRECTORY =
      ConfigOption.of(
              JOOQ,
              "directory",
              PATH,
              OptionUse.MIGRATION,
              "The directory of the scripts; {database} in it is replaced by the database's name.")
          .absent("src/main/resources/db/migration/{database}")
          .property("directory");

  public static final ConfigOption<String> SYSTEM_DIRECTORY =
      ConfigOption.of(
              JOOQ,
              "system_directory",
              PATH,
              OptionUse.MIGRATION,
              "The directory of the scripts of system tables.")
          .absent("src/main/resources/db/metaxy-system/{database}")
          .property("systemDirectory");

  public static final ConfigOption<Boolean> SYSTEM_TABLES =
      ConfigOption.of(
              JOOQ,
              "system_tables",
              new Flag(),
              OptionUse.MIGRATION,
              "Whether scripts are also written for the system tables.")
          .absent(false)
          .property("systemTables")
          .integration("system_tables");

  public static final ConfigOption<String> CURRENT =
      ConfigOption.of(
              JOOQ,
              "current",
              new Choice(List.of("snapshot", "scripts", "database")),
              OptionUse.MIGRATION,
              "Where the existing tables are read from.")
          .absent("snapshot")
          .property("current");

  public static final ConfigOption<String> NAMING =
      ConfigOption.of(
              JOOQ,
              "naming",
              new Choice(List.of("timestamp", "sequential", "auto")),
              OptionUse.MIGRATION,
              "How new scripts get their versions.")
          .absent("timestamp")
          .property("naming");

  public static final ConfigOption<List<String>> ALLOW =
      ConfigOption.of(
              JOOQ,
              "allow",
              TEXTS,
              OptionUse.MIGRATION,
              "The codes of changes that are allowed even though they are not safe.")
          .absent(List.of())
          .property("allow");

  public static final ConfigOption<List<String>> DROP =
      ConfigOption.of(
              JOOQ,
              "drop",
              TEXTS,
              OptionUse.MIGRATION,
              "The keys of features that were removed from the specs and whose tables may be"
                  + " dropped.")
          .absent(List.of())
          .property("drop");

  public static final ConfigOption<Boolean> HARDEN =
      ConfigOption.of(
              JOOQ,
              "harden",
              new Flag(),
              OptionUse.MIGRATION,
              "Whether adopted tables are made as strict as those that scripts create.")
          .absent(false)
          .property("harden");

  public static final ConfigOption<Boolean> REQUIRE_FROM_NOW =
      ConfigOption.of(
              JOOQ,
              "require_from_now",
              new Flag(),
              OptionUse.MIGRATION,
              "Whether PostgreSQL requires, in new rows only, the values that a spec newly"
                  + " requires.")
          .absent(false)
          .property("requireFromNow");

  public static final ConfigOption<Map<String, String>> FLYWAY =
      ConfigOption.of(
              JOOQ,
              "flyway",
              new TextTable(),
              OptionUse.MIGRATION,
              "Flyway settings, by Flyway's names; those not given are read from Flyway's own"
                  + " files.")
          .absent(Map.of())
          .element("flyway");

  public static final ConfigOption<String> URL =
      ConfigOption.of(
              JOOQ,
              "url",
              TEXT,
              OptionUse.MIGRATION,
              "The JDBC URL of a live database, which is only read.")
          .property("url");

  public static final ConfigOption<String> LIVE_STORE =
      ConfigOption.of(
              JOOQ,
              "store",
              TEXT,
              OptionUse.MIGRATION,
              "The name of the store whose database is the live database, in place of a url.")
          .property("store");

  public static final ConfigOption<String> USER =
      ConfigOption.of(
              JOOQ,
              "user",
              TEXT,
              OptionUse.MIGRATION,
              "The user of the live database; by default that of the store.")
          .property("user");

  public static final ConfigOption<String> PASSWORD =
      ConfigOption.of(
              JOOQ,
              "password",
              TEXT,
              OptionUse.MIGRATION,
              "The password of the live database; by default that of the store. Prefer the"
                  + " environment variable METAXY_PASSWORD.")
          .property("password")
          .asSecret();

  public static final ConfigOption<String> SERVER_ID =
      ConfigOption.of(
              JOOQ,
              "server_id",
              TEXT,
              OptionUse.MIGRATION,
              "The id of a server in Maven's settings.xml with the user and password of the live"
                  + " database.")
          .property("serverId");

  public static final ConfigOption<String> SCRATCH_URL =
      ConfigOption.of(
              JOOQ,
              "scratch_url",
              TEXT,
              OptionUse.MIGRATION,
              "The JDBC URL of an empty database to run the scripts on, if no embedded one is"
                  + " available.")
          .property("scratchUrl");

  // [stores.<name>]

  /** The type of a store, outside of its {@code config}. */
  static final ConfigOption<String> STORE_TYPE =
      ConfigOption.of(
          STORE,
          "type",
          TEXT,
          OptionUse.STORE,
          String.join(", ", DATABASE_NAMES)
              + " or jdbc, or the import path of a Python store class.");

  // [stores.<name>.config]

  public static final ConfigOption<String> STORE_URL =
      ConfigOption.of(
          STORE,
          "url",
          TEXT,
          OptionUse.STORE,
          "The JDBC URL, for the types " + String.join(", ", DATABASE_NAMES) + " and jdbc.");

  public static final ConfigOption<String> STORE_USERNAME =
      ConfigOption.of(
          STORE, "username", TEXT, OptionUse.STORE, "The user, for a store with a url.");

  public static final ConfigOption<String> STORE_PASSWORD =
      ConfigOption.of(
              STORE, "password", TEXT, OptionUse.STORE, "The password, for a store with a url.")
          .asSecret();

  public static final ConfigOption<String> STORE_SCHEMA =
      ConfigOption.of(
          STORE,
          "schema",
          TEXT,
          OptionUse.STORE,
          "The schema of the tables, for a store with a url.");

  public static final ConfigOption<String> STORE_DATABASE =
      ConfigOption.of(
          STORE,
          "database",
          TEXT,
          OptionUse.STORE,
          "The file of a DuckDB database, relative to the working directory.");

  public static final ConfigOption<String> STORE_CONNECTION_STRING =
      ConfigOption.of(
              STORE,
              "connection_string",
              TEXT,
              OptionUse.STORE,
              "The URL of a server in Python's form, with user and password.")
          .asSecret();

  public static final ConfigOption<Table> STORE_CONNECTION_PARAMS =
      ConfigOption.of(
          STORE,
          "connection_params",
          new AnyTable(),
          OptionUse.STORE,
          "The host, port, user, password, database and schema of a server, instead of a"
              + " connection_string.");

  /** The options that say where a database is; each type of a store has some of them. */
  public static final List<ConfigOption<?>> STORE_PLACES =
      List.of(STORE_URL, STORE_DATABASE, STORE_CONNECTION_STRING, STORE_CONNECTION_PARAMS);

  public static final ConfigOption<Table> STORE_CONFIG =
      ConfigOption.of(
          STORE,
          "config",
          new AnyTable(),
          OptionUse.STORE,
          "The settings of DuckDB, or with a url the properties of its JDBC driver.");

  public static final ConfigOption<String> STORE_HASH_ALGORITHM =
      ConfigOption.of(
          STORE,
          "hash_algorithm",
          new Choice(Stream.of(HashAlgorithm.values()).map(HashAlgorithm::text).toList()),
          OptionUse.STORE,
          "The hash algorithm; by default md5 for Java's types, and Python's default for its classes.");

  public static final ConfigOption<String> STORE_TABLE_PREFIX =
      ConfigOption.of(
          STORE,
          "table_prefix",
          STORE_PREFIX,
          OptionUse.STORE,
          "The start of the table names in this store, instead of the generated one.");

  public static final ConfigOption<Boolean> STORE_AUTO_CREATE_TABLES =
      ConfigOption.of(
          STORE,
          "auto_create_tables",
          new Flag(),
          OptionUse.STORE,
          "Whether this store creates missing tables; by default as set at the top of the file.");

  public static final ConfigOption<List<String>> STORE_FALLBACK_STORES =
      ConfigOption.of(
              STORE,
              "fallback_stores",
              new Texts(List.of(), false),
              OptionUse.STORE,
              "The names of the stores from which features missing here are read.")
          .absent(List.of());

  public static final ConfigOption<String> STORE_VERSIONING_ENGINE =
      ConfigOption.of(
              STORE,
              "versioning_engine",
              TEXT,
              OptionUse.PYTHON,
              "Where Python computes versions; Java chooses by itself.")
          .absent("auto");

  // Arguments of goals.

  public static final ConfigOption<String> FORMAT =
      ConfigOption.of(
              GOAL,
              "format",
              new Choice(List.of("text", "json")),
              OptionUse.MIGRATION,
              "The format of reports.")
          .absent("text")
          .property("format");

  public static final ConfigOption<Boolean> SKIP =
      ConfigOption.of(
              GOAL, "skip", new Flag(), OptionUse.MIGRATION, "Whether the goal does nothing.")
          .absent(false)
          .property("skip");

  /** All options, in the order of the pages. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          PROJECT,
          DEFAULT_STORE,
          STORES,
          HASH_TRUNCATION_LENGTH,
          AUTO_CREATE_TABLES,
          EXT,
          EXTEND,
          METAXY_LOCK_PATH,
          ENTRYPOINTS,
          THEME,
          ENABLE_MAP_DATATYPE,
          LOCKED,
          SYNC,
          EXTRA_FEATURES,
          ENABLE,
          FEATURES,
          INFER_TABLE_NAMES,
          TABLE_PREFIX,
          INJECT_PRIMARY_KEY,
          INJECT_INDEX,
          RESOLVABLE,
          DATABASES,
          DIRECTORY,
          SYSTEM_DIRECTORY,
          SYSTEM_TABLES,
          CURRENT,
          NAMING,
          ALLOW,
          DROP,
          HARDEN,
          REQUIRE_FROM_NOW,
          FLYWAY,
          URL,
          LIVE_STORE,
          USER,
          PASSWORD,
          SERVER_ID,
          SCRATCH_URL,
          STORE_URL,
          STORE_USERNAME,
          STORE_PASSWORD,
          STORE_SCHEMA,
          STORE_DATABASE,
          STORE_CONNECTION_STRING,
          STORE_CONNECTION_PARAMS,
          STORE_CONFIG,
          STORE_HASH_ALGORITHM,
          STORE_TABLE_PREFIX,
          STORE_AUTO_CREATE_TABLES,
          STORE_FALLBACK_STORES,
          STORE_VERSIONING_ENGINE,
          FORMAT,
          SKIP);

  private Options() {}

  /** The options of a place, in order. */
  public static Stream<ConfigOption<?>> at(OptionPlace place) {
    return ALL.stream().filter(option -> option.place() == place);
  }

  /** The option of a place with this name, ignoring case. */
  static Optional<ConfigOption<?>> find(OptionPlace place, String name) {
    return at(place).filter(option -> option.name().equalsIgnoreCase(name)).findFirst();
  }
}
