package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.connect.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;

/** How MariaDB is opened. */
final class MariaDbAccess implements DatabaseAccess {

  @Override
  public String type() {
    return "mariadb";
  }

  @Override
  public String urlStart() {
    return "jdbc:mariadb:";
  }

  @Override
  public String driver() {
    return "org.mariadb.jdbc.Driver";
  }

  @Override
  public String artifact() {
    return "org.mariadb.jdbc:mariadb-java-client";
  }

  /** Its schemas are databases, which JDBC calls catalogs. */
  @Override
  public void use(Connection connection, String schema) throws SQLException {
    connection.setCatalog(schema);
  }
}
