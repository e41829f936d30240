package io.metaxy.jooq.test;

import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.exception.StoreException;
import io.metaxy.jooq.store.MetadataStore;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.jooq.SQLDialect;

/**
 * An H2 database in memory, which exists until it is removed.
 *
 * @param driver H2's driver
 * @param url its JDBC URL
 */
record H2Database(Driver driver, String url) implements TestDatabase {

  /**
   * A new database.
   *
   * @throws StoreException if H2 is not on the class path
   */
  static H2Database create() {
    return new H2Database(load(), "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  private static Driver load() {
    FeatureDialect h2 = Dialects.of(SQLDialect.H2);
    try {
      return Class.forName(h2.access().driver(), true, H2Database.class.getClassLoader())
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new StoreException(
          "Cannot create the store of a test: the JDBC driver of H2 is missing; add "
              + h2.access().artifact()
              + " to the test dependencies, or provide the DataSource of another database",
          e);
    }
  }

  @Override
  public SQLDialect dialect() {
    return SQLDialect.H2;
  }

  @Override
  public Connection connect() throws SQLException {
    return driver.connect(url, new Properties());
  }

  @Override
  public void disconnect(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public MetadataStore in(MetadataStore store) {
    return store;
  }

  @Override
  public void remove() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      throw new StoreException(
          "Cannot remove the H2 database of a test: "
              + e.getMessage()
              + "; end what uses it before the end of the test",
          e);
    }
  }
}
