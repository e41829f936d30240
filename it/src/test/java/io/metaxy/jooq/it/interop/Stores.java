package io.metaxy.jooq.it.interop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all stores of a run share: a directory and a PostgreSQL server, which ends with this JVM. */
final class Stores {

  static final Path DIRECTORY = directory();

  private Stores() {}

  private static Path directory() {
    try {
      return Files.createTempDirectory(Path.of("target/interop"), "stores").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EmbeddedPostgres postgreSql() {
    return Server.RUNNING;
  }

  /** Starts the server when it is first asked for. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
