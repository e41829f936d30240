package io.metaxy.jooq.dialect.mariadb;

import io.metaxy.jooq.dialect.connect.DatabaseAccess;

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
}
