package io.metaxy.jooq.it.interop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;

/** The PostgreSQL server of this JVM, started on first use. */
final class PostgresServer {

  private static final EmbeddedPostgres SERVER = start();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("synchronous_commit", "off")
          .setServerConfig("full_page_writes", "off")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String jdbc(String database) {
    return SERVER.getJdbcUrl("postgres", database);
  }

  static String peer(String database) {
    return "postgresql://postgres@localhost:" + SERVER.getPort() + "/" + database;
  }

  static void execute(String sql) {
    try (CloseableDSLContext dsl = DSL.using(jdbc("postgres"))) {
      dsl.execute(sql);
    }
  }
}
