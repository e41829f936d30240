package io.metaxy.jooq.project;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.ConfigValue;
import io.metaxy.jooq.config.ConfigValue.Scalar;
import io.metaxy.jooq.config.ConfigValue.Table;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import io.metaxy.jooq.dialect.connect.UnknownParameterException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the address of a configured store, in whichever key it is written. */
final class StoreAddress {

  /** The attachment of a DuckLake in the Python original's configuration. */
  private static final String LAKE = "ducklake";

  private final StoreConfig store;
  private final StoreType type;
  private final @Nullable String user;
  private final @Nullable String password;

  StoreAddress(StoreConfig store, StoreType type) {
    this(store, type, null, null);
  }

  /**
   * An address with another login than the configured one.
   *
   * @param user its user; null for the configured one
   * @param password its password; null for the configured one
   */
  StoreAddress(
      StoreConfig store, StoreType type, @Nullable String user, @Nullable String password) {
    this.store = store;
    this.type = type;
    this.user = user;
    this.password = password;
  }

  /**
   * The configured address.
   *
   * @throws ConfigException if it is missing, ambiguous, or not one that Java can use
   */
  ConnectionAddress find() {
    return withLogin(at(checkedPlace()));
  }

  /**
   * The address for all connections of one opened store.
   *
   * @throws ConfigException as {@link #find}
   */
  ConnectionAddress shared() {
    ConfigOption<?> place = checkedPlace();
    ConnectionAddress address = withLogin(at(place));
    FeatureDialect dialect = type.dialect(address.url());
    if (dialect == null) {
      return address;
    }
    String name = "metaxy_" + UUID.randomUUID().toString().replace('-', '_');
    String url = checked(place.name(), () -> dialect.access().shared(address.url(), name));
    return new ConnectionAddress(url, address.properties(), address.schema());
  }

  private ConfigOption<?> checkedPlace() {
    ConfigOption<?> place = place();
    if (store.config().find(LAKE).isPresent()) {
      throw cannot(LAKE, "Java has no stores in a DuckLake; open it in Python");
    }
    return place;
  }

  private ConnectionAddress at(ConfigOption<?> place) {
    FeatureDialect dialect = type.dialect();
    if (place.equals(Options.STORE_URL) || dialect == null) {
      return atUrl();
    }
    if (!place.equals(Options.STORE_DATABASE)
        && store.config().find(Options.STORE_CONFIG.name()).isPresent()) {
      throw cannot(
          Options.STORE_CONFIG.name(),
          "a store with " + place.name() + " does not have this key; remove it");
    }
    DatabaseAccess access = dialect.access();
    Optional<ConnectionAddress> found =
        checked(
            place.name(),
            () -> {
              if (place.equals(Options.STORE_DATABASE)) {
                return access.atPath(
                    store.get(Options.STORE_DATABASE), store.workingDirectory(), settings());
              }
              return place.equals(Options.STORE_CONNECTION_STRING)
                  ? access.atUrl(store.get(Options.STORE_CONNECTION_STRING))
                  : access.atParameters(
                      texts(place.name(), store.get(Options.STORE_CONNECTION_PARAMS)));
            });
    return found.orElseThrow(
        () ->
            cannot(
                place.name(),
                "a store of "
                    + dialect.name()
                    + " does not have this key; write "
                    + key(Options.STORE_URL.name())));
  }

  /**
   * The schema of the tables, if it is configured, without reading a login. A blank text is none.
   *
   * @throws ConfigException if it is not a text, or refers to a variable that is not set
   */
  Optional<String> schema() {
    return store
        .find(Options.STORE_SCHEMA)
        .filter(text -> !text.isBlank())
        .or(() -> store.find(Options.STORE_CONNECTION_PARAMS, Options.STORE_SCHEMA))
        .filter(text -> !text.isBlank())
        .or(this::ofConnectionString);
  }

  /** The text is read with its undefined variables, which are empty and may be the login's. */
  private Optional<String> ofConnectionString() {
    Optional<ConfigValue> value = store.config().find(Options.STORE_CONNECTION_STRING.name());
    FeatureDialect dialect = type.dialect();
    if (value.isEmpty() || dialect == null) {
      return Optional.empty();
    }
    Optional<String> schema =
        value.get() instanceof Scalar scalar
            ? checked(
                Options.STORE_CONNECTION_STRING.name(),
                () -> dialect.access().schema(scalar.text()))
            : Optional.of("");
    if (schema.isPresent() && schema.get().isBlank()) {
      store.get(Options.STORE_CONNECTION_STRING);
      return Optional.empty();
    }
    return schema;
  }

  private ConfigOption<?> place() {
    List<ConfigOption<?>> given =
        Options.STORE_PLACES.stream()
            .filter(option -> store.config().find(option.name()).isPresent())
            .toList();
    if (given.size() > 1) {
      throw new ConfigException(
          "Cannot open the store "
              + store.name()
              + ": it has both "
              + given.get(0).name()
              + " and "
              + given.get(1).name()
              + "; remove one of them");
    }
    if (given.isEmpty()) {
      FeatureDialect dialect = type.dialect();
      String missing =
          dialect == null || dialect.access().type().equals(store.type())
              ? Options.STORE_URL.name()
              : dialect.access().peerKey();
      throw new ConfigException(
          "Cannot open the store "
              + store.name()
              + ": its config does not say where the database is; set "
              + key(missing));
    }
    return given.get(0);
  }

  private ConnectionAddress atUrl() {
    String url = store.get(Options.STORE_URL);
    FeatureDialect dialect = type.dialect();
    String start = dialect == null ? "jdbc:" : dialect.access().urlStart();
    if (!url.startsWith(start)) {
      throw cannot(
          Options.STORE_URL.name(),
          "it does not start with "
              + start
              + (dialect == null ? "" : ", as for the type " + dialect.access().type())
              + "; correct the url or the type");
    }
    return new ConnectionAddress(url, settings());
  }

  /** The same address with the keys next to it. */
  private ConnectionAddress withLogin(ConnectionAddress address) {
    Map<String, String> properties = new LinkedHashMap<>(address.properties());
    given(user, Options.STORE_USERNAME).ifPresent(text -> properties.put("user", text));
    given(password, Options.STORE_PASSWORD).ifPresent(text -> properties.put("password", text));
    return new ConnectionAddress(address.url(), properties, address.schema());
  }

  private Optional<String> given(@Nullable String text, ConfigOption<String> configured) {
    return text == null ? store.find(configured) : Optional.of(text);
  }

  private Map<String, String> settings() {
    return store
        .find(Options.STORE_CONFIG)
        .map(table -> texts(Options.STORE_CONFIG.name(), table))
        .orElse(Map.of());
  }

  private Map<String, String> texts(String key, Table table) {
    Map<String, String> texts = new LinkedHashMap<>();
    table
        .entries()
        .forEach(
            (name, value) -> {
              if (!(value instanceof Scalar scalar)) {
                throw cannot(
                    key, name + " is " + value.kind() + " (must be a text); correct the value");
              }
              texts.put(name, scalar.text());
            });
    return texts;
  }

  private <T> T checked(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (ConfigException e) {
      throw e;
    } catch (UnknownParameterException e) {
      throw cannot(name, e.with(store.secrets().hideName(e.parameter())));
    } catch (IllegalArgumentException e) {
      throw cannot(name, String.valueOf(e.getMessage()));
    }
  }

  private ConfigException cannot(String name, String reason) {
    return new ConfigException(
        "Cannot use " + key(name) + " to open the store " + store.name() + ": " + reason);
  }

  private String key(String name) {
    return "stores." + store.name() + ".config." + name;
  }
}
