package io.metaxy.jooq.migration;

import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.project.SafeErrors;
import io.metaxy.jooq.project.StoreDatabase;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The databases to connect to. Its text does not contain the password.
 *
 * @param url the JDBC URL of a live database; null for none
 * @param properties the properties of its driver, such as {@code user} and {@code password}
 * @param store the store that it is the database of; null if it was named by its URL
 * @param scratchUrl the JDBC URL of an empty database to run scripts on; null for an embedded one
 */
public record LiveDatabase(
    @Nullable String url,
    Map<String, String> properties,
    @Nullable StoreDatabase store,
    @Nullable String scratchUrl) {

  private static final String USER = "user";
  private static final String PASSWORD = "password";

  /** No database. */
  static final LiveDatabase NONE = new LiveDatabase(null, Map.of(), null, null);

  public LiveDatabase {
    properties = Map.copyOf(properties);
  }

  /**
   * A database with a URL.
   *
   * @param user its user; null when the URL contains it or none is needed
   * @param password its password; null when the URL contains it or none is needed
   */
  public static LiveDatabase at(String url, @Nullable String user, @Nullable String password) {
    Map<String, String> properties = new TreeMap<>();
    if (user != null && !user.isEmpty()) {
      properties.put(USER, user);
    }
    if (password != null && !password.isEmpty()) {
      properties.put(PASSWORD, password);
    }
    return new LiveDatabase(url, properties, null, null);
  }

  /** The database of a store. */
  static LiveDatabase of(StoreDatabase store) {
    return new LiveDatabase(store.url(), store.properties(), store, null);
  }

  LiveDatabase withScratch(@Nullable String jdbcUrl) {
    return new LiveDatabase(url, properties, store, jdbcUrl);
  }

  /** The same database with another URL, and further properties of the driver. */
  public LiveDatabase with(String jdbcUrl, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(properties);
    all.putAll(more);
    return new LiveDatabase(jdbcUrl, all, store, scratchUrl);
  }

  /** The user; null when the URL contains it or none is needed. */
  public @Nullable String user() {
    return properties.get(USER);
  }

  /** The password; null when the URL contains it or none is needed. */
  public @Nullable String password() {
    return properties.get(PASSWORD);
  }

  /** The name of the live database in messages: its store, or its URL without secrets. */
  public String title() {
    return store == null ? String.valueOf(orNull(url)) : "the store " + store.store().name();
  }

  /** What to correct when the live database is not the right one. */
  public String remedy() {
    return store == null
        ? "correct metaxy.url"
        : "correct stores." + store.store().name() + ".config, or metaxy.store";
  }

  /** A text with {@code ***} in place of each secret of the live database. */
  public String withoutSecrets(String text) {
    return store == null ? KnownSecrets.of(url, password()).hide(text) : store.withoutSecrets(text);
  }

  /**
   * A failure whose causes have no secrets of the live database, as build logs print them.
   *
   * @param sentence what cannot be done, without secrets
   */
  public MigrationException failed(String sentence, Throwable cause) {
    return new MigrationException(sentence, SafeErrors.without(this::withoutSecrets, cause));
  }

  @Override
  public String toString() {
    return "LiveDatabase["
        + (store == null ? "url=" + orNull(url) : "store=" + store.store().name())
        + ", scratchUrl="
        + orNull(scratchUrl)
        + "]";
  }

  private static @Nullable String orNull(@Nullable String url) {
    return url == null ? null : UrlSecrets.shown(url);
  }
}
