package io.metaxy.jooq.migration;

import io.metaxy.jooq.config.ConfigException;
import io.metaxy.jooq.config.ConfigOption;
import io.metaxy.jooq.config.ConfigSource;
import io.metaxy.jooq.config.MetaxyConfig;
import io.metaxy.jooq.config.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The live database that a configuration names: the store of {@link Options#LIVE_STORE} or the URL
 * of {@link Options#URL}, whichever comes from the source with the higher priority.
 */
public final class LiveChoice {

  private static final int ARGUMENT = 0;
  private static final int VARIABLE = 1;
  private static final int FILE = 2;

  /** The sources of options, highest priority first. */
  private static final List<Class<? extends ConfigSource>> SOURCES =
      List.of(ConfigSource.Argument.class, ConfigSource.Variable.class, ConfigSource.File.class);

  private final MetaxyConfig config;
  private final boolean isStore;

  private LiveChoice(MetaxyConfig config, boolean isStore) {
    this.config = config;
    this.isStore = isStore;
  }

  /**
   * Chooses between the two.
   *
   * @throws MigrationException when both come from the same source
   */
  public static LiveChoice of(MetaxyConfig config) {
    int url = rank(config, Options.URL);
    int store = rank(config, Options.LIVE_STORE);
    if (url == store && url != Integer.MAX_VALUE) {
      throw new MigrationException(
          "Cannot choose the live database: a URL is set in "
              + config.source(Options.URL)
              + ", and a store in "
              + config.source(Options.LIVE_STORE)
              + "; remove one of them");
    }
    return new LiveChoice(config, store < url);
  }

  /**
   * The name of the store whose database it is; empty if it is not named by a store.
   *
   * @throws ConfigException when the option refers to an environment variable that is not set
   */
  public Optional<String> store() {
    return isStore ? config.find(Options.LIVE_STORE) : Optional.empty();
  }

  /**
   * Its URL; empty if it is named by a store, or not at all.
   *
   * @throws ConfigException when the option refers to an environment variable that is not set
   */
  public Optional<String> url() {
    return isStore ? Optional.empty() : config.find(Options.URL);
  }

  /**
   * Its login: user and password are each the first of these that exist, of arguments, then of
   * environment variables, then of files. Of each source, the user and password themselves come
   * first, then those of the server that it names, then, in the environment, the password in {@link
   * Login#VARIABLE}. If a store is chosen in place of a URL, the login that comes from the same
   * source as the URL, or from one with a lower priority, belongs to the URL.
   *
   * @param environment the environment variables
   * @param servers the login of a server by its id, such as in Maven's settings
   * @throws ConfigException when an option refers to an environment variable that is not set
   */
  public Login login(Map<String, String> environment, Function<String, Login> servers) {
    Login login = Login.NONE;
    for (Class<? extends ConfigSource> source : SOURCES) {
      login =
          login.or(
              new Login(
                  of(source, Options.USER).orElse(null),
                  of(source, Options.PASSWORD).orElse(null)));
      Optional<String> server = of(source, Options.SERVER_ID);
      if (server.isPresent()) {
        login = login.or(servers.apply(server.get()));
      }
      if (source == ConfigSource.Variable.class
          && (!isStore || rank(config, Options.URL) > VARIABLE)) {
        login = login.or(Login.of(environment));
      }
    }
    return login;
  }

  /** An option of the login, if it comes from a source and does not belong to the URL. */
  private Optional<String> of(Class<? extends ConfigSource> source, ConfigOption<String> option) {
    return !source.isInstance(config.source(option))
            || (isStore && rank(config, option) >= rank(config, Options.URL))
        ? Optional.empty()
        : config.find(option);
  }

  /** A file has a higher priority than the files that it extends. */
  private static int rank(MetaxyConfig config, ConfigOption<?> option) {
    ConfigSource source = config.source(option);
    if (source instanceof ConfigSource.Argument) {
      return ARGUMENT;
    }
    if (source instanceof ConfigSource.Variable) {
      return VARIABLE;
    }
    return source instanceof ConfigSource.File file
        ? FILE + Math.max(0, config.files().indexOf(file.path()))
        : Integer.MAX_VALUE;
  }
}
