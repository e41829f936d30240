package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigSource.Integration;
import io.metaxy.jooq.config.ConfigValue.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a project, as a value: its options, stores and integrations, and where each
 * value comes from. One file means the same to Java and to the Python original.
 *
 * <p>Sources, highest priority first: explicit arguments; environment variables {@code METAXY_…},
 * with {@code __} between the keys; a file with those that it extends. The file is the one that
 * {@code METAXY_CONFIG} names, or the explicit one, or the first of {@code metaxy.toml} and a
 * {@code pyproject.toml} with a table {@code tool.metaxy}, in the directory of the search or the
 * nearest of its parents. Without a file, all options have their defaults.
 *
 * <pre>{@code
 * MetaxyConfig config =
 *     MetaxyConfig.read(ConfigInput.of(Path.of("").toAbsolutePath(), System.getenv()));
 * config.get(Options.TABLE_PREFIX);
 * config.store("prod").get(Options.STORE_URL);
 * }</pre>
 */
public final class MetaxyConfig {

  private static final String LOCK_FILE = "metaxy.lock";

  /** Python's integrations whose options are read. */
  static final List<String> INTEGRATIONS = List.of("sqlmodel", "sqlalchemy");

  private final ConfigInput input;
  private final ConfigFiles files;
  private final Table values;
  private final Table goals;
  private final Map<String, StoreConfig> stores;
  private final List<String> warnings;

  MetaxyConfig(
      ConfigInput input,
      ConfigFiles files,
      Table values,
      Table goals,
      Map<String, StoreConfig> stores,
      List<String> warnings) {
    this.input = input;
    this.files = files;
    this.values = values;
    this.goals = goals;
    this.stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigException when a file is missing or is not TOML, or a key or value does not fit;
   *     it has all problems of the keys and values
   */
  public static MetaxyConfig read(ConfigInput input) {
    List<String> problems = new ArrayList<>();
    MetaxyConfig config = read(input, problems);
    return checked(config, problems);
  }

  private static MetaxyConfig checked(MetaxyConfig config, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /**
   * Reads a configuration of which some keys and values may not fit. Such a value is refused again
   * when it is used.
   *
   * @param problems receives a sentence for each of them
   * @throws ConfigException when a file is missing or is not TOML, or an argument is unknown
   */
  public static MetaxyConfig read(ConfigInput input, Collection<String> problems) {
    return new ConfigReader(input, ConfigFiles.load(input), problems).read();
  }

  /**
   * The configuration from the same sources and additional arguments. The arguments of this
   * configuration take precedence over them, and files are not read again.
   *
   * @throws ConfigException when an argument is unknown, or a key or value does not fit
   */
  public MetaxyConfig withArguments(Map<String, String> arguments) {
    Map<String, String> own = input.arguments();
    List<String> problems = new ArrayList<>();
    MetaxyConfig config =
        new ConfigReader(input.arguments(arguments).arguments(own), files, problems).read();
    return checked(config, problems);
  }

  /** The file that was read; empty if there is none. */
  public Optional<Path> file() {
    return files().stream().findFirst();
  }

  /** The file that was read, and those that it extends, in the order of their priority. */
  public List<Path> files() {
    return files.paths();
  }

  /** What a user should know about the configuration: sentences, without secrets. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * The value of an option of the top, of {@code ext.jooq} or of a goal; or its default.
   *
   * @throws ConfigException when it refers to an environment variable that is not set
   */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return option.find(shownKey(option), value(option));
  }

  /**
   * The value of an option, or its default.
   *
   * @throws ConfigException when it has neither, or refers to an environment variable that is not
   *     set
   */
  public <T> T get(ConfigOption<T> option) {
    return find(option)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Cannot find "
                        + shownKey(option)
                        + " in the configuration"
                        + file().map(file -> " of " + file).orElse("")
                        + "; set it there"
                        + option.variable().map(name -> ", or as " + name).orElse("")));
  }

  /** Where the value of an option comes from. */
  public ConfigSource source(ConfigOption<?> option) {
    return value(option).map(ConfigValue::source).orElse(ConfigSource.DEFAULT);
  }

  /**
   * Why code generation and the goals of migrations do nothing: a part of a sentence that says who
   * switched them off. Empty if they are enabled.
   *
   * @throws ConfigException when {@code ext.jooq.enable} refers to an environment variable that is
   *     not set
   */
  public Optional<String> disabled() {
    if (get(Options.ENABLE)) {
      return Optional.empty();
    }
    ConfigSource source = source(Options.ENABLE);
    return Optional.of(
        shownKey(Options.ENABLE)
            + " is false "
            + (source.equals(ConfigSource.DEFAULT)
                ? "by default in a build that does not name FeatureDatabase; set it to true in"
                    + " "
                    + jooqTable()
                    + " of "
                    + file().map(Path::toString).orElse("metaxy.toml")
                : "in " + source));
  }

  /** The project; empty if no source names one. */
  public Optional<String> project() {
    return find(Options.PROJECT);
  }

  /** The stores by name, including those that Java cannot open. */
  public Map<String, StoreConfig> stores() {
    return stores;
  }

  /**
   * The default store.
   *
   * @throws ConfigException when it is not configured
   */
  public StoreConfig store() {
    return store(get(Options.DEFAULT_STORE));
  }

  /**
   * A store.
   *
   * @throws ConfigException when it is not configured, or has a key that its type does not have
   */
  public StoreConfig store(String name) {
    StoreConfig store = stores.get(name);
    if (store == null) {
      throw new ConfigException(
          "Cannot find the store "
              + name
              + " in the configuration"
              + file().map(file -> " of " + file).orElse("")
              + "; "
              + (stores.isEmpty()
                  ? "add [stores." + name + "]"
                  : NearestName.correction(name, stores.keySet())));
    }
    return store.checked();
  }

  /** The tables of integrations by name, including those that Java does not know. */
  public Map<String, Table> integrations() {
    Map<String, Table> all = new LinkedHashMap<>();
    values
        .table(Options.EXT.name())
        .entries()
        .forEach((name, table) -> all.put(name, (Table) table));
    return Collections.unmodifiableMap(all);
  }

  /**
   * What a user should know about the stores before one is opened: sentences, without secrets. One
   * says that the default store is not configured.
   */
  public List<String> storeWarnings() {
    List<String> all = new ArrayList<>();
    String name = value(Options.DEFAULT_STORE).isEmpty() ? "" : defaultStore();
    if (!name.isEmpty() && !stores.containsKey(name)) {
      all.add(
          "The default store "
              + name
              + " is not configured ("
              + source(Options.DEFAULT_STORE)
              + "); "
              + (stores.isEmpty()
                  ? "add [stores." + name + "]"
                  : NearestName.correction(name, stores.keySet())));
    }
    stores.values().forEach(store -> all.addAll(store.warnings()));
    return all;
  }

  private String defaultStore() {
    try {
      return get(Options.DEFAULT_STORE);
    } catch (ConfigException e) {
      return "";
    }
  }

  /**
   * The name of {@code [ext.jooq]} for an error about an option that it lacks, with the table in
   * the file that is nearly named so.
   */
  public String jooqTable() {
    return "[ext.jooq]"
        + integrations().keySet().stream()
            .filter(name -> ConfigReader.misspelled(name).filter("jooq"::equals).isPresent())
            .findFirst()
            .map(name -> " (not [ext." + name + "])")
            .orElse("");
  }

  /**
   * The lock file: {@code metaxy_lock_path} relative to the file that was read, or {@code
   * metaxy.lock} next to it; empty if there is neither a file nor an absolute path.
   */
  public Optional<Path> lockFile() {
    String path = find(Options.METAXY_LOCK_PATH).orElse(LOCK_FILE);
    return file()
        .map(file -> file.resolveSibling(path))
        .or(() -> Optional.of(Path.of(path)).filter(Path::isAbsolute));
  }

  /** This configuration as TOML with the source of each value, without secrets. */
  public String toml() {
    return new ConfigText(this).toml();
  }

  /**
   * This configuration as JSON without secrets: the keys of the file, and {@code files}, {@code
   * sources} (the source of each value by its key) and {@code warnings}.
   */
  public String json() {
    return new ConfigText(this).json();
  }

  /** The configured value of an option, from its own place or from an integration of Python. */
  Optional<ConfigValue> value(ConfigOption<?> option) {
    return switch (option.place()) {
      case TOP -> Optional.ofNullable(values.entries().get(option.name()));
      case GOAL -> goals.find(option.name());
      case JOOQ -> ext("jooq").find(option.name()).or(() -> ofIntegration(option));
      case STORE ->
          throw new IllegalArgumentException(
              "Cannot find "
                  + option.name()
                  + " outside of a store; use the methods of StoreConfig");
    };
  }

  private Optional<ConfigValue> ofIntegration(ConfigOption<?> option) {
    String name = option.integration();
    if (name == null) {
      return Optional.empty();
    }
    return INTEGRATIONS.stream()
        .flatMap(
            table ->
                ext(table).find(name).stream()
                    .map(value -> withSource(value, "ext." + table + "." + name)))
        .findFirst();
  }

  private static ConfigValue withSource(ConfigValue value, String key) {
    return ConfigValue.map(
        value,
        scalar ->
            new ConfigValue.Scalar(
                scalar.plain(),
                new Integration(key, scalar.source()),
                scalar.variables(),
                scalar.undefined(),
                scalar.shown()));
  }

  private Table ext(String name) {
    return values.table(Options.EXT.name()).table(name);
  }

  private static String shownKey(ConfigOption<?> option) {
    return option.key().orElse("metaxy." + option.name());
  }

  /** The text of a configuration has no values. */
  @Override
  public String toString() {
    return "MetaxyConfig[files=" + files() + ", stores=" + new ArrayList<>(stores.keySet()) + "]";
  }
}
