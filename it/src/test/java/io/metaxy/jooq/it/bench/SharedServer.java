package io.metaxy.jooq.it.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What both sides of a comparison share: the server, where a database is one. Two servers of one
 * configuration can differ by a third in the same statement, in either direction.
 */
final class SharedServer implements AutoCloseable {

  private final Settings settings;
  private final @Nullable EmbeddedPostgres server;

  private SharedServer(Settings settings, @Nullable EmbeddedPostgres server) {
    this.settings = settings;
    this.server = server;
  }

  static SharedServer start(Settings settings) throws IOException {
    return new SharedServer(
        settings, settings.database().equals("postgresql") ? PostgresBench.startServer() : null);
  }

  /** What a side reads: a directory of its own, and a database of its own in the server. */
  Settings of(String side) throws SQLException {
    Path directory = settings.directory().resolve(side);
    if (server == null) {
      return settings.at(directory, "");
    }
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + side);
    }
    return settings.at(directory, server.getJdbcUrl("postgres", side));
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
