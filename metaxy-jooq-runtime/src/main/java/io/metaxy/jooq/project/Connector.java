package io.metaxy.jooq.project;

import io.metaxy.jooq.config.StoreConfig;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.connect.ConnectionAddress;
import io.metaxy.jooq.exception.StoreException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Connects with the JDBC driver of a database. */
@FunctionalInterface
interface Connector {

  /** Opens a connection. */
  Connection connect() throws SQLException;

  /**
   * The driver of a store.
   *
   * @param dialect the dialect of the database; null for any registered driver that takes the URL
   * @throws StoreException if the driver is not on the class path
   */
  static Connector of(
      StoreConfig store, @Nullable FeatureDialect dialect, ConnectionAddress address) {
    Properties properties = new Properties();
    properties.putAll(address.properties());
    if (dialect == null) {
      checkRegistered(store, address.url());
      return () -> DriverManager.getConnection(address.url(), properties);
    }
    Driver driver = load(store, dialect);
    return () -> {
      Connection connection = driver.connect(address.url(), properties);
      if (connection == null) {
        throw new SQLException("the driver does not accept the URL");
      }
      return connection;
    };
  }

  private static void checkRegistered(StoreConfig store, String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      // Its message quotes the URL.
      throw noDriver(store);
    }
  }

  /** Says that no driver takes the URL of a store whose dialect is not known. */
  static StoreException noDriver(StoreConfig store) {
    return new StoreException(
        "Cannot open the store "
            + store.name()
            + ": no JDBC driver accepts its url; add the driver of its database (one of "
            + String.join(", ", Dialects.all().stream().map(FeatureDialect::name).toList())
            + ") to the dependencies, or correct stores."
            + store.name()
            + ".config.url");
  }

  private static Driver load(StoreConfig store, FeatureDialect dialect) {
    String name = dialect.access().driver();
    try {
      return (Driver) find(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new StoreException(missing(store, dialect), e);
    }
  }

  /** Says that the driver is not on the class path. */
  static String missing(StoreConfig store, FeatureDialect dialect) {
    return "Cannot open the store "
        + store.name()
        + ": the JDBC driver of "
        + dialect.name()
        + " is missing; add "
        + dialect.access().artifact()
        + " to the dependencies";
  }

  /** The application may load its libraries with another class loader than this one. */
  private static Class<?> find(String name) throws ClassNotFoundException {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    try {
      return Class.forName(name, true, application);
    } catch (ClassNotFoundException e) {
      return Class.forName(name, true, Connector.class.getClassLoader());
    }
  }
}
