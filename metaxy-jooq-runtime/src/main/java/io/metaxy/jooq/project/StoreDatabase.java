package io.metaxy.jooq.project;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigValue;
import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.exception.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a configured store, for a program that connects to it without opening the store,
 * such as migrations. Its text has no secrets.
 *
 * @param store the configuration of the store
 * @param address its JDBC URL and its driver's properties, with the login
 * @param schema the schema of its tables; null for the connection's
 * @param dialect its dialect; null if only a connection shows it
 */
public record StoreDatabase(
    StoreConfig store,
    ConnectionAddress address,
    @Nullable String schema,
    @Nullable FeatureDialect dialect) {

  /**
   * The database of a store, with another login than the configured one. Nothing is connected.
   *
   * @param user its user; null for the configured one
   * @param password its password; null for the configured one
   * @throws ConfigException if the store is not configured, or not so that Java can open it
   */
  public static StoreDatabase of(
      MetaxyConfig config, String name, @Nullable String user, @Nullable String password) {
    StoreConfig store = config.store(name);
    StoreType type = StoreType.of(store);
    StoreAddress place = new StoreAddress(store, type, user, password);
    ConnectionAddress address = place.find();
    return new StoreDatabase(
        store, address, place.schema().orElse(null), type.dialect(address.url()));
  }

  /**
   * Why Java cannot open a store, as far as the configuration shows it: a sentence with its remedy.
   * Nothing is connected. Empty if the configuration is complete.
   */
  public static Optional<String> problem(MetaxyConfig config, String name) {
    try {
      StoreType.checked(config.store(name));
      of(config, name, null, null);
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of(e.problems().get(0));
    }
  }

  /**
   * The dialect of a configured store, of which only the type and the start of its URL are read;
   * empty if Java cannot open the store, or only a connection shows the dialect.
   */
  public static Optional<FeatureDialect> dialect(StoreConfig store) {
    try {
      String url =
          store
              .config()
              .find(Options.STORE_URL.name())
              .filter(ConfigValue.Scalar.class::isInstance)
              .map(value -> ((ConfigValue.Scalar) value).text())
              .orElse("");
      return Optional.ofNullable(StoreType.of(store).dialect(url));
    } catch (ConfigException e) {
      return Optional.empty();
    }
  }

  /** The JDBC URL. */
  public String url() {
    return address.url();
  }

  /** The properties of the driver, such as {@code user} and {@code password}. */
  public Map<String, String> properties() {
    return address.properties();
  }

  /** The start of the table names in this store; empty if the generated one is not replaced. */
  public Optional<String> tablePrefix() {
    return store.find(Options.STORE_TABLE_PREFIX);
  }

  /** Says that no driver is on the class path. */
  public StoreException withoutDriver() {
    return dialect == null
        ? Connector.noDriver(store)
        : new StoreException(Connector.missing(store, dialect));
  }

  /** Says that the database does not answer, without secrets. */
  public StoreException cannotConnect(SQLException error) {
    return SafeErrors.cannotConnect(store, dialect, error, this::withoutSecrets);
  }

  /** A text with {@code ***} in place of the secrets of the store and of the login. */
  public String withoutSecrets(String text) {
    String safe = KnownSecrets.of(url(), properties().get("password")).hide(text);
    return store.withoutSecrets(safe);
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
