package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import java.sql.Connection;
import java.util.List;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** An empty database that scripts can be tried on, as long as this object lives. */
public final class ScratchDatabase implements AutoCloseable {

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
    DatabaseSupport support = Databases.of(database);
    if (scratch != null && Databases.ofUrl(scratch) == support) {
      ScratchDatabase given = new ScratchDatabase(scratch, true, null, loader);
      given.refuseContent(support);
      return given;
    }
    return support.scratch(loader);
  }

  /** A database in memory, which lives as long as a connection to it. */
  public static ScratchDatabase inMemory(String url, ClassLoader loader) {
    return new ScratchDatabase(url, false, null, loader);
  }

  /** A database of a server that ends with it. */
  public static ScratchDatabase on(String url, AutoCloseable server, ClassLoader loader) {
    return new ScratchDatabase(url, false, server, loader);
  }

  /** That no server can be had. */
  public static MigrationException none(
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

  /** That a server does not start. */
  public static MigrationException notStarted(String database, Throwable cause) {
    return new MigrationException(
        "Cannot start an embedded "
            + database
            + " server: "
            + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given")
            + "; name an empty database by metaxy.scratchUrl",
        cause);
  }

  /** The reason, after a server was closed for it. */
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

  /** Afterwards Flyway cleans it of all that its schema has. */
  private void refuseContent(DatabaseSupport support) {
    List<String> content =
        DSL.using(connection, support.database().dialect())
            .fetch(support.catalog().content())
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
