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
 * The server that both sides of a comparison share, if the database has one. The same statement can
 * differ by a third between two servers with the same configuration, in either direction.
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

  /** Returns the settings of a side: its own directory and its own database in the server. */
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
