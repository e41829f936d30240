package io.metaxy.jooq.dialect.connect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * How connections to a database are opened. The sentences of its exceptions say what is wrong with
 * a text, and never contain the text itself, which may be a secret, except for the name in an
 * {@link UnknownParameterException}.
 */
public interface DatabaseAccess {

  /** The name of the database in configurations, such as {@code postgresql}. */
  String type();

  /** The start of its JDBC URLs, such as {@code jdbc:postgresql:}. */
  String urlStart();

  /** The class of its JDBC driver. */
  String driver();

  /** The Maven coordinates of its JDBC driver, without a version. */
  String artifact();

  /**
   * Whether the database is in this process, and so may end with its last connection. One
   * connection then stays open.
   */
  default boolean isEmbedded() {
    return false;
  }

  /**
   * The URL for all connections to the database of a URL, such as one with a name for a database in
   * memory of which each connection would have its own.
   *
   * @param name a name that no other database has
   */
  default String shared(String url, String name) {
    return url;
  }

  /** The path of the file that a URL names, unchanged; empty if it names none. */
  default Optional<String> file(String url) {
    return Optional.empty();
  }

  /**
   * Makes a schema that of a connection, in which names without a schema are looked up.
   *
   * @throws SQLException if it does not exist, where the database notices that
   */
  default void use(Connection connection, String schema) throws SQLException {
    connection.setSchema(schema);
  }

  /** The class of its stores in the Python original, without packages; empty if it has none. */
  default Optional<String> peer() {
    return Optional.empty();
  }

  /** The key of the address in the Python original's configuration of such a store. */
  default String peerKey() {
    return "connection_string";
  }

  /**
   * The address of a database that the Python original finds by a path.
   *
   * @param workingDirectory where a relative path starts
   * @param settings the settings of the database
   * @return empty if the database has no paths
   * @throws IllegalArgumentException if Java cannot open it; says why
   */
  default Optional<ConnectionAddress> atPath(
      String path, Path workingDirectory, Map<String, String> settings) {
    return Optional.empty();
  }

  /**
   * The address of a server that the Python original finds by a URL.
   *
   * @return empty if the database has no server
   * @throws IllegalArgumentException if Java cannot use it; says why
   */
  default Optional<ConnectionAddress> atUrl(String url) {
    return Optional.empty();
  }

  /**
   * The schema of such a URL, whose other parts may be missing or wrong.
   *
   * @return empty if it has none
   */
  default Optional<String> schema(String url) {
    return Optional.empty();
  }

  /**
   * The address of a server that the Python original finds by named parameters.
   *
   * @return empty if the database has no server
   * @throws IllegalArgumentException if Java cannot use one; says why
   */
  default Optional<ConnectionAddress> atParameters(Map<String, String> parameters) {
    return Optional.empty();
  }
}
