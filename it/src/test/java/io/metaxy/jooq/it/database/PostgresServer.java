package io.metaxy.jooq.it.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/** The one PostgreSQL server of this JVM, started when it is first asked for. */
public final class PostgresServer {

  /** A database that collates by the rules of a language. */
  public static final String ICU = "icu";

  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setLocaleConfig("locale", "C")
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .start();
      DatabasePlace.execute(
          url(server, "postgres"),
          "create database " + ICU + " template template0 locale_provider icu icu_locale 'en-US'");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A fresh schema of a database, which is the only one that its connections look into. */
  public static DatabasePlace schema(String database) throws SQLException {
    String schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
    String url = url(SERVER, database);
    DatabasePlace.execute(url, "create schema " + schema);
    return new DatabasePlace(
        url + "&currentSchema=" + schema,
        () -> DatabasePlace.execute(url, "drop schema " + schema + " cascade"));
  }

  private static String url(EmbeddedPostgres server, String database) {
    return server.getJdbcUrl("postgres", database);
  }
}
