package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.config.KnownSecrets;
import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.migration.MigrationException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Connections by the drivers of a class loader: DriverManager would not find the drivers of the
 * user's project.
 */
public final class Connections {

  private Connections() {}

  /**
   * Connects to a database.
   *
   * @throws MigrationException when no driver accepts the URL, or the database cannot be reached;
   *     its message contains neither user nor password
   */
  public static Connection open(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    return open(url, user, password, loader, Map.of());
  }

  /** Connects with further properties of the driver. */
  public static Connection open(
      String url,
      @Nullable String user,
      @Nullable String password,
      ClassLoader loader,
      Map<String, String> more) {
    Properties properties = new Properties();
    more.forEach(properties::setProperty);
    if (user != null && !user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (password != null && !password.isEmpty()) {
      properties.setProperty("password", password);
    }
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
        if (connection != null) {
          return connection;
        }
      }
    } catch (SQLException e) {
      throw new MigrationException(
          "Cannot connect to "
              + UrlSecrets.shown(url)
              + ": "
              + KnownSecrets.of(url, password).hide(firstLine(e))
              + (Databases.ofUrl(url).isLocked(e)
                  ? "; close the program that has the file open, or read a copy of it"
                  : "; start the database, or correct url, user and password"),
          e);
    }
    throw new MigrationException(
        "Cannot connect to "
            + UrlSecrets.shown(url)
            + ": no driver on the class path accepts this URL; add the driver to the project's"
            + " dependencies, or correct the URL");
  }

  /**
   * Connects to a live database for reading only, as far as its driver can guarantee that. A
   * database file must exist.
   *
   * @throws MigrationException as {@link #open} does
   */
  public static Connection readOnly(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    return Databases.ofUrl(url).readOnly(url, user, password, loader);
  }

  /** Connects in a read-only session of a server. */
  static Connection readOnlySession(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    Connection connection = open(url, user, password, loader);
    try {
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException e) {
      throw new MigrationException(
          "Cannot open "
              + UrlSecrets.shown(url)
              + " for reading only: "
              + firstLine(e)
              + "; use another version of its driver",
          e);
    }
  }

  /**
   * Checks that a live database exists.
   *
   * @throws MigrationException as {@link #open} does
   */
  public static void refuseMissing(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    try {
      readOnly(url, user, password, loader).close();
    } catch (SQLException e) {
      throw new MigrationException(
          "Cannot close the connection to "
              + UrlSecrets.shown(url)
              + ": "
              + firstLine(e)
              + "; run the goal again",
          e);
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given").strip();
  }
}
