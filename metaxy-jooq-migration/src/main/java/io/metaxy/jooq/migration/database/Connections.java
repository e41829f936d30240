package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.MigrationOptions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Connections by the drivers of a class loader: a driver of the user's project is none of ours, and
 * DriverManager would not show it.
 */
public final class Connections {

  private Connections() {}

  /**
   * Connects to a database.
   *
   * @throws MigrationException when no driver knows the URL, or the database cannot be reached;
   *     names neither user nor password
   */
  public static Connection open(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    return open(url, user, password, loader, Map.of());
  }

  /** The same with more properties of the connection. */
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
              + shown(url)
              + ": "
              + Secrets.of(url, password).hide(firstLine(e))
              + (isHeld(e)
                  ? "; end the program that has the file open, or look at a copy of it"
                  : "; start the database, or correct url, user and password"),
          e);
    }
    throw new MigrationException(
        "Cannot connect to "
            + shown(url)
            + ": no driver on the class path knows this URL; add the driver to the project's"
            + " dependencies, or correct the URL");
  }

  /**
   * Connects to a live database that is only looked at, as far as its driver can promise that. A
   * database that is a file must be there.
   *
   * @throws MigrationException as {@link #open} does
   */
  public static Connection readOnly(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    return Databases.ofUrl(url).readOnly(url, user, password, loader);
  }

  /** Connects for reading only, where a session of the server can be so. */
  static Connection readOnlySession(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    Connection connection = open(url, user, password, loader);
    try {
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException e) {
      throw new MigrationException(
          "Cannot look at "
              + shown(url)
              + " without writing: "
              + firstLine(e)
              + "; take another version of its driver",
          e);
    }
  }

  /**
   * Looks whether a live database is there.
   *
   * @throws MigrationException as {@link #open} does
   */
  public static void refuseMissing(
      String url, @Nullable String user, @Nullable String password, ClassLoader loader) {
    try {
      readOnly(url, user, password, loader).close();
    } catch (SQLException e) {
      throw new MigrationException(
          "Cannot close the connection to " + shown(url) + ": " + firstLine(e) + "; run it again",
          e);
    }
  }

  /** Whether another process has the file of an embedded database. */
  private static boolean isHeld(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("lock on file") || message.contains("already in use");
  }

  /** A URL without its parameters and credentials. */
  public static String shown(String url) {
    return MigrationOptions.LiveDatabase.shown(url);
  }

  /** A URL with its parameters, but for those that tell who connects and how. */
  public static String withoutSecrets(String url) {
    String host = url.replaceFirst("//[^/@]*@", "//");
    String kept =
        host.replaceAll(
            "(?i)(?<=[?;&])[^?;&=]*(user|pass|key|secret|token)[^?;&=]*=[^;&]*[;&]?", "");
    return kept.replaceFirst("[?;&]$", "");
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given").strip();
  }
}
