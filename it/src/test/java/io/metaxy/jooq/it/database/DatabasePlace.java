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
import java.util.stream.Stream;

/**
 * The location of a new database, and how to remove it.
 *
 * @param url its JDBC URL
 * @param end removes it after the last connection is closed
 */
public record DatabasePlace(String url, End end) {

  /** Removes a database. */
  @FunctionalInterface
  public interface End {
    void run() throws SQLException;
  }

  /** Creates a file in its own directory. */
  static DatabasePlace file(String url, String file) throws IOException {
    Path directory = Files.createTempDirectory("metaxy");
    return new DatabasePlace(url + directory.resolve(file), () -> delete(directory));
  }

  static void execute(String url, String sql) throws SQLException {
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
