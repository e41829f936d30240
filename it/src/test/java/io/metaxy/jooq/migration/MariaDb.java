package io.metaxy.jooq.migration;

import io.metaxy.jooq.it.DatabasePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/** The one MariaDB server of this JVM, started when it is first asked for. */
final class MariaDb {

  private static final MariaDbServer SERVER = start();

  private MariaDb() {}

  private static MariaDbServer start() {
    try {
      MariaDbServer server = MariaDbServer.start(MariaDb.class.getClassLoader());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh database. */
  static DatabasePlace database() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    String server = SERVER.url("mysql");
    DatabasePlace.execute(server, "create database " + name);
    return new DatabasePlace(
        SERVER.url(name), () -> DatabasePlace.execute(server, "drop database " + name));
  }
}
