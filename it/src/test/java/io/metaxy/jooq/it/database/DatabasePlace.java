package io.metaxy.jooq.it.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a fresh database is, and how it goes away.
 *
 * @param url how to connect to it
 * @param end what removes it when the last connection is closed
 */
public record DatabasePlace(String url, End end) {

  /** Removes a database. */
  @FunctionalInterface
  public interface End {
    void run() throws SQLException;
  }

  public static DatabasePlace h2InMemory() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    return new DatabasePlace(url, () -> execute(url, "shutdown"));
  }

  public static DatabasePlace h2File() throws IOException {
    Path directory = Files.createTempDirectory("metaxy-h2");
    return new DatabasePlace("jdbc:h2:file:" + directory.resolve("h2"), () -> delete(directory));
  }

  public static DatabasePlace duckDbInMemory() {
    return new DatabasePlace("jdbc:duckdb:memory:" + UUID.randomUUID(), () -> {});
  }

  public static DatabasePlace duckDbFile() throws IOException {
    Path directory = Files.createTempDirectory("metaxy-duckdb");
    String url = "jdbc:duckdb:" + directory.resolve("test.duckdb");
    return new DatabasePlace(url, () -> delete(directory));
  }

  public static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
