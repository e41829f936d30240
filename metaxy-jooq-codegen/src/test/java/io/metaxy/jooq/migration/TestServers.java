package io.metaxy.jooq.migration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Fresh databases; the servers of this JVM are started when they are first asked for. */
final class TestServers {

  private TestServers() {}

  /**
   * Where a fresh database is.
   *
   * @param url how to connect to it
   * @param server where it can be dropped; empty when it goes by itself
   * @param drop what drops it there
   */
  record Place(String url, String server, String drop) {
    void end() throws SQLException {
      if (!server.isEmpty()) {
        execute(server, drop);
      }
    }
  }

  static Place fresh(MigrationDatabase kind) throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    return switch (kind) {
      case H2 -> new Place("jdbc:h2:mem:" + name, "", "");
      case DUCKDB -> new Place("jdbc:duckdb:memory:" + name, "", "");
      case POSTGRESQL -> {
        execute(Postgres.URL, "create schema " + name);
        yield new Place(
            Postgres.URL + "&currentSchema=" + name,
            Postgres.URL,
            "drop schema " + name + " cascade");
      }
      case MARIADB -> {
        execute(MariaDb.SERVER.url("mysql"), "create database " + name);
        yield new Place(
            MariaDb.SERVER.url(name), MariaDb.SERVER.url("mysql"), "drop database " + name);
      }
    };
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final class Postgres {

    static final String URL = start().getJdbcUrl("postgres", "postgres");

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_locks_per_transaction", "1024")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class MariaDb {

    static final MariaDbServer SERVER = start();

    private static MariaDbServer start() {
      try {
        MariaDbServer server = MariaDbServer.start(TestServers.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
