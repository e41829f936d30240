package io.metaxy.jooq.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A fresh database, and a folder of scripts that Flyway runs on it. */
final class MigratedDatabase implements AutoCloseable {

  private final MigrationDatabase kind;
  private final String prefix;
  private final TestServers.Place place;
  private final Path folder;
  // In memory they live as long as a connection does.
  private final Connection connection;
  private int scripts;

  MigratedDatabase(MigrationDatabase kind) throws Exception {
    this(kind, "");
  }

  /** A database whose tables have a prefix, which scripts hold as a placeholder. */
  MigratedDatabase(MigrationDatabase kind, String prefix) throws Exception {
    this.kind = kind;
    this.prefix = prefix;
    place = TestServers.fresh(kind);
    connection = DriverManager.getConnection(place.url());
    folder = Files.createTempDirectory("metaxy-scripts");
  }

  MigrationDatabase kind() {
    return kind;
  }

  String url() {
    return place.url();
  }

  Connection connection() {
    return connection;
  }

  Path folder() {
    return folder;
  }

  /** Adds the next script. */
  void script(List<String> statements, boolean transactional) throws IOException {
    Path script = folder.resolve("V" + ++scripts + "__script.sql");
    Files.writeString(
        script, statements.stream().map(s -> s + ";\n").collect(Collectors.joining("\n")));
    if (!transactional) {
      Files.writeString(
          folder.resolve(script.getFileName() + ".conf"), "executeInTransaction=false\n");
    }
  }

  /** Lets Flyway run the scripts that are new. */
  void migrate() {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(place.url(), null, null)
            .locations("filesystem:" + folder)
            .placeholders(Map.of("metaxyTablePrefix", prefix));
    FlywayLock.ofSession(configuration, getClass().getClassLoader());
    configuration.load().migrate();
  }

  /** What the reader sees. */
  SchemaState read(SchemaState expected) {
    return SchemaReader.read(connection, kind, prefix, expected);
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, each as text. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** The rows of a query, each value as text by the name of its column. */
  List<Map<String, Object>> maps(String sql) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    place.end();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
