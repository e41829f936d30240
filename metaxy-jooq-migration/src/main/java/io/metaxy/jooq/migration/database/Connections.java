package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.dialect.Failures;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.project.StoreDatabase;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * Connections by the drivers of a class loader: DriverManager would not find the drivers of the
 * user's project.
 */
public final class Connections {

  private Connections() {}

  /**
   * Connects to a database without a login.
   *
   * @throws MigrationException as {@link #open(LiveDatabase, ClassLoader)}
   */
  public static Connection open(String url, ClassLoader loader) {
    return open(LiveDatabase.at(url, null, null), loader);
  }

  /**
   * Connects to a database.
   *
   * @throws MigrationException when no driver accepts the URL, or the database cannot be reached;
   *     its message contains neither user nor password
   */
  public static Connection open(LiveDatabase live, ClassLoader loader) {
    String url = Objects.requireNonNull(live.url());
    StoreDatabase store = live.store();
    Properties properties = new Properties();
    properties.putAll(live.properties());
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
        Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
        if (connection != null) {
          return connection;
        }
      }
    } catch (SQLException e) {
      throw failed(live, e);
    }
    if (store != null) {
      throw failed(store.withoutDriver());
    }
    throw new MigrationException(
        "Cannot connect to "
            + UrlSecrets.shown(url)
            + ": no driver on the class path accepts this URL; add the driver to the project's"
            + " dependencies, or correct the URL");
  }

  private static MigrationException failed(LiveDatabase live, SQLException e) {
    StoreDatabase store = live.store();
    boolean isLocked = Databases.of(live).isLocked(e);
    if (Databases.of(live).isMissing(e)) {
      return missing(live, "the database");
    }
    return store != null && !isLocked
        ? failed(store.cannotConnect(e))
        : live.failed(
            "Cannot connect to "
                + live.title()
                + ": "
                + reason(live, e)
                + (isLocked
                    ? "; close the program that has the file open, or read a copy of it"
                    : "; start the database, or correct url, user and password"),
            e);
  }

  /**
   * The exception for a database that does not exist, as on a first checkout.
   *
   * @param what the database, or its file
   */
  public static MigrationException missing(LiveDatabase live, String what) {
    return new MigrationException(
        "Cannot connect to "
            + live.title()
            + ": "
            + what
            + " does not exist; run Flyway migrate, which creates it, or "
            + live.remedy());
  }

  private static MigrationException failed(StoreException e) {
    return new MigrationException(String.valueOf(e.getMessage()), e);
  }

  /**
   * Connects to a live database for reading only, as far as its driver can guarantee that. A
   * database file must exist.
   *
   * @throws MigrationException as {@link #open(LiveDatabase, ClassLoader)}
   */
  public static Connection readOnly(LiveDatabase live, ClassLoader loader) {
    return Databases.of(live).readOnly(live, loader);
  }

  /** Connects in a read-only session of a server. */
  static Connection readOnlySession(LiveDatabase live, ClassLoader loader) {
    Connection connection = open(live, loader);
    try {
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException e) {
      throw live.failed(
          "Cannot open "
              + live.title()
              + " for reading only: "
              + reason(live, e)
              + "; use another version of its driver",
          e);
    }
  }

  /**
   * Checks that a live database exists.
   *
   * @throws MigrationException as {@link #open(LiveDatabase, ClassLoader)}
   */
  public static void refuseMissing(LiveDatabase live, ClassLoader loader) {
    try {
      readOnly(live, loader).close();
    } catch (SQLException e) {
      throw live.failed(
          "Cannot close the connection to "
              + live.title()
              + ": "
              + reason(live, e)
              + "; run the goal again",
          e);
    }
  }

  /** What a driver says, on one line without the secrets of a database. */
  static String reason(LiveDatabase live, Exception e) {
    return live.withoutSecrets(Failures.line(e));
  }
}
