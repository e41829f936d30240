package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.dialect.Dialects;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** An empty database to try scripts on, until it is closed. */
public final class ScratchDatabase implements AutoCloseable {

  private final String url;
  private final boolean given;
  private final @Nullable AutoCloseable server;
  private final ClassLoader loader;
  private final Connection connection;

  private ScratchDatabase(
      String url, boolean given, @Nullable AutoCloseable server, ClassLoader loader) {
    this.url = url;
    this.given = given;
    this.server = server;
    this.loader = loader;
    // In memory, a database lives as long as a connection to it.
    connection = Connections.open(url, loader);
  }

  /**
   * A database of this kind: that of the URL if it is of the kind, otherwise one in memory, or on a
   * server from the class loader's class path.
   *
   * @throws MigrationException when none is available, or the given one is not empty
   */
  public static ScratchDatabase of(
      MigrationDatabase database, @Nullable String scratch, ClassLoader loader) {
    DatabaseSupport support = Databases.of(database);
    if (scratch != null && Databases.ofUrl(scratch) == support) {
      ScratchDatabase given = given(scratch, loader);
      given.refuseContent(given.connection);
      return given;
    }
    return support.scratch(loader);
  }

  /** Its login is in the URL, not in the options of the live database. */
  private static ScratchDatabase given(String url, ClassLoader loader) {
    try {
      return new ScratchDatabase(url, true, null, loader);
    } catch (MigrationException e) {
      throw e.getCause() instanceof SQLException reason
          ? new MigrationException(
              "Cannot connect to the empty database "
                  + UrlSecrets.shown(url)
                  + ": "
                  + Connections.reason(LiveDatabase.at(url, null, null), reason)
                  + "; correct metaxy.scratchUrl, which also has the user and password",
              reason)
          : e;
    }
  }

  /** A database in memory, which lives as long as a connection to it. */
  public static ScratchDatabase inMemory(String url, ClassLoader loader) {
    return new ScratchDatabase(url, false, null, loader);
  }

  /** A database on a server that is closed with it. */
  public static ScratchDatabase on(String url, AutoCloseable server, ClassLoader loader) {
    return new ScratchDatabase(url, false, server, loader);
  }

  /** The exception for a missing server. */
  public static MigrationException none(
      MigrationDatabase database, String artifact, @Nullable Exception cause) {
    String sentence =
        "Cannot run the scripts without a "
            + Dialects.of(database.dialect()).name()
            + " server: add "
            + artifact
            + " to the class path (in Maven, as a dependency of the plugin), set metaxy.scratchUrl to"
            + " an empty database, or leave "
            + database.folder()
            + " out of metaxy.databases";
    return cause == null
        ? new MigrationException(sentence)
        : new MigrationException(sentence, cause);
  }

  /** The exception for a server that does not start. */
  public static MigrationException notStarted(String database, Throwable cause) {
    return new MigrationException(
        "Cannot start an embedded "
            + database
            + " server: "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given")
            + "; set metaxy.scratchUrl to an empty database",
        cause);
  }

  /** Closes a server after a failure, and returns the failure. */
  public static MigrationException closed(
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

  /**
   * Refuses the user's own database if one of these schemas contains something, because Flyway
   * cleans them afterwards.
   *
   * @throws MigrationException naming what it contains
   */
  public void refuseContent(List<String> schemas) {
    for (String schema : given ? schemas : List.<String>of()) {
      try (Connection other = Connections.open(url, loader)) {
        if (isIn(other, schema)) {
          refuseContent(other);
        }
      } catch (SQLException e) {
        LiveDatabase scratch = LiveDatabase.at(url, null, null);
        throw scratch.failed(
            "Cannot check that schema "
                + schema
                + " of "
                + UrlSecrets.shown(url)
                + " is empty: "
                + Connections.reason(scratch, e)
                + "; set metaxy.scratchUrl to an empty database",
            e);
      }
    }
  }

  /** Switches to a schema; false when it does not exist, so that Flyway creates it. */
  private boolean isIn(Connection other, String schema) {
    try {
      Databases.ofUrl(url).use(other, schema);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** Flyway cleans the whole schema afterwards, so it must be empty. */
  private void refuseContent(Connection schema) {
    DatabaseSupport support = Databases.ofUrl(url);
    List<String> content =
        DSL.using(schema, support.database().dialect())
            .fetch(support.catalog().content())
            .getValues(0, String.class);
    if (!content.isEmpty()) {
      close();
      throw new MigrationException(
          "Cannot run the scripts on "
              + UrlSecrets.shown(url)
              + ", which contains "
              + content.get(0)
              + "; set metaxy.scratchUrl to an empty database");
    }
  }

  public String url() {
    return url;
  }

  public Connection connection() {
    return connection;
  }

  /** Whether it is the user's own, which must be left empty. */
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
      LiveDatabase scratch = LiveDatabase.at(url, null, null);
      throw scratch.failed(
          "Cannot close the database "
              + UrlSecrets.shown(url)
              + ": "
              + Connections.reason(scratch, e)
              + "; end its process, or set metaxy.scratchUrl to an empty database",
          e);
    }
  }
}
