package io.metaxy.jooq.config;

import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configured store. Its values are checked when they are used, so that a store can be opened in
 * an environment that lacks the secrets of another one. Its text is one line without secrets.
 */
public final class StoreConfig {

  /** The type of a store in any supported database. */
  static final String JDBC = "jdbc";

  private final String name;
  private final Scalar type;
  private final Table config;
  private final Path workingDirectory;

  StoreConfig(String name, Scalar type, Table config, Path workingDirectory) {
    this.name = name;
    this.type = type;
    this.config = config;
    this.workingDirectory = workingDirectory;
  }

  /** The name of the store. */
  public String name() {
    return name;
  }

  /**
   * The type: {@code h2}, {@code postgresql}, {@code duckdb}, {@code mariadb}, {@code jdbc}, or the
   * import path of a store class of the Python original.
   *
   * @throws ConfigException when it refers to an environment variable that is not set
   */
  public String type() {
    return Options.STORE_TYPE.read(key("type"), type);
  }

  /** The type as configured, with empty texts for variables that are not set. */
  public String plainType() {
    return String.valueOf(type.plain());
  }

  /** The type as configured; variables that are not set are still in it. */
  String shownType() {
    return String.valueOf(type.shown());
  }

  /** Where the type comes from. */
  ConfigSource typeSource() {
    return type.source();
  }

  /** The table {@code config}, with all its keys as they were given. */
  public Table config() {
    return config;
  }

  /**
   * The value of an option, or its default.
   *
   * @throws ConfigException when it refers to an environment variable that is not set, or has
   *     another type
   */
  public <T> Optional<T> find(ConfigOption<T> option) {
    return option.find(key("config." + option.name()), config.find(option.name()));
  }

  /**
   * The value of an option, or its default.
   *
   * @throws ConfigException when it has neither, refers to an environment variable that is not set,
   *     or has another type
   */
  public <T> T get(ConfigOption<T> option) {
    return find(option)
        .orElseThrow(
            () ->
                new ConfigException(
                    "Cannot use the store "
                        + name
                        + " without "
                        + option.name()
                        + "; set "
                        + key("config." + option.name())));
  }

  /**
   * The value of an option in the table of another option, of which nothing else is read.
   *
   * @throws ConfigException as {@link #find(ConfigOption)}, or when the other is not a table
   */
  public <T> Optional<T> find(ConfigOption<Table> table, ConfigOption<T> option) {
    String outer = key("config." + table.name());
    Optional<ConfigValue> value = config.find(table.name());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Table inner) {
      return option.find(outer + "." + option.name(), inner.find(option.name()));
    }
    throw new ConfigException(table.misfit(outer, value.get()));
  }

  /**
   * Refuses keys that a store of our types does not have. Classes of Python have keys of their own.
   */
  StoreConfig checked() {
    if (isOwnType(plainType())) {
      List<String> known = keys(plainType());
      config
          .entries()
          .forEach(
              (key, value) -> {
                if (Options.find(OptionPlace.STORE, key).isEmpty()) {
                  throw new ConfigException(
                      "Cannot use "
                          + key("config." + key)
                          + " in "
                          + value.source()
                          + ": the type "
                          + plainType()
                          + " does not have this key; "
                          + NearestName.remedy(key, known));
                }
              });
    }
    return this;
  }

  /** The keys of a type of ours. */
  private static List<String> keys(String type) {
    Set<String> ofPlaces =
        Dialects.all().stream()
            .map(FeatureDialect::access)
            .filter(access -> access.type().equals(type) && access.peer().isPresent())
            .map(DatabaseAccess::peerKey)
            .collect(Collectors.toSet());
    if (ofPlaces.contains(Options.STORE_CONNECTION_STRING.name())) {
      ofPlaces.add(Options.STORE_CONNECTION_PARAMS.name());
    }
    return Options.at(OptionPlace.STORE)
        .filter(
            option ->
                option.equals(Options.STORE_URL)
                    || !Options.STORE_PLACES.contains(option)
                    || ofPlaces.contains(option.name()))
        .filter(ConfigOption::isUsed)
        .map(ConfigOption::name)
        .toList();
  }

  /** Whether it is a type whose keys are all ours. */
  private static boolean isOwnType(String type) {
    return type.equals(JDBC)
        || Dialects.all().stream().anyMatch(known -> known.access().type().equals(type));
  }

  /** The directory in which a relative path starts. */
  public Path workingDirectory() {
    return workingDirectory;
  }

  /**
   * A text, such as the message of a driver, without the secrets of this store: passwords, tokens,
   * keys and those in URLs and connection strings, wherever they come from.
   */
  public String withoutSecrets(String text) {
    return secrets().hide(text);
  }

  /** The secrets of this store. */
  public KnownSecrets secrets() {
    return KnownSecrets.of(config);
  }

  /** What a user should know before the store is opened. */
  public List<String> warnings() {
    return Stream.of(
            at(Options.STORE_DATABASE)
                // A name with a colon is a URL, such as md:database, or a drive of Windows.
                .filter(database -> !String.valueOf(database.plain()).contains(":"))
                .flatMap(database -> relative(database, String.valueOf(database.plain()))),
            at(Options.STORE_URL)
                .flatMap(
                    url -> file(String.valueOf(url.plain())).flatMap(path -> relative(url, path))))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Where the database is, if that is known. */
  private Optional<Scalar> at(ConfigOption<String> place) {
    return config
        .find(place.name())
        .filter(value -> value.undefined().isEmpty())
        .filter(Scalar.class::isInstance)
        .map(Scalar.class::cast)
        .filter(value -> value.plain() instanceof String);
  }

  private static Optional<String> file(String url) {
    return Dialects.all().stream()
        .map(FeatureDialect::access)
        .filter(access -> url.startsWith(access.urlStart()))
        .findFirst()
        .flatMap(access -> access.file(url));
  }

  private Optional<String> relative(Scalar value, String database) {
    if (!(value.source() instanceof ConfigSource.File file)
        || !isRelative(database)
        || workingDirectory.equals(file.path().getParent())) {
      return Optional.empty();
    }
    return Optional.of(
        "The database "
            + database
            + " of the store "
            + name
            + " is in the working directory "
            + workingDirectory
            + ", not in that of "
            + file.path()
            + "; if that is not intended, write an absolute path");
  }

  /** A path that starts with ~ is in the home directory. */
  private static boolean isRelative(String database) {
    try {
      return !database.isEmpty() && !database.startsWith("~") && !Path.of(database).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private String key(String rest) {
    return "stores." + name + "." + rest;
  }

  /** Its type and the keys of its config in one line, without secrets. */
  public String summary() {
    return shownType() + ConfigText.inline(this);
  }

  @Override
  public String toString() {
    return name + " (" + summary() + ")";
  }
}
