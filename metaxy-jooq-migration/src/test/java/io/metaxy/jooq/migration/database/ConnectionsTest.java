package io.metaxy.jooq.migration.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Database files are only read. */
class ConnectionsTest {

  private static final ClassLoader LOADER = ConnectionsTest.class.getClassLoader();

  @TempDir Path directory;

  private String url(MigrationDatabase kind) {
    return "jdbc:" + kind.folder() + ":" + directory.resolve("live");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection readOnly(String url) {
    return Connections.readOnly(LiveDatabase.at(url, null, null), LOADER);
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "DUCKDB"})
  void cannotWrite(MigrationDatabase kind) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(kind))) {
      execute(connection, "create table t (i integer)");
    }
    try (Connection connection = readOnly(url(kind))) {
      execute(connection, "select * from t");

      String message =
          assertThrows(SQLException.class, () -> execute(connection, "create table u (i integer)"))
              .getMessage();
      assertTrue(message.contains("read"), message);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"H2", "DUCKDB"})
  void seeWhatThisProcessHasOpen(MigrationDatabase kind) throws Exception {
    try (Connection open = DriverManager.getConnection(url(kind))) {
      execute(open, "create table t (i integer)");
      try (Connection connection = readOnly(url(kind))) {
        execute(connection, "select * from t");
      }
    }
  }

  /** To our H2, the H2 of another class loader is like another process. */
  @Test
  void sayWhoHasTheFile() throws Exception {
    URL jar = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader other =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())) {
      Driver driver =
          (Driver) other.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
      try (Connection held = driver.connect(url(MigrationDatabase.H2), new Properties())) {
        assertTrue(held.isValid(1));
        String message =
            assertThrows(MigrationException.class, () -> readOnly(url(MigrationDatabase.H2)))
                .getMessage();

        assertTrue(message.startsWith("Cannot connect to " + url(MigrationDatabase.H2)), message);
        assertTrue(
            message.endsWith("; close the program that has the file open, or read a copy of it"),
            message);
      }
    }
  }

  /** DuckDB locks its file against other processes only. */
  @Test
  void sayThatAnotherProcessHasTheFile() throws Exception {
    String url = url(MigrationDatabase.DUCKDB);
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                url)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says = holder.inputReader()) {
      assertEquals("open", says.readLine());
      String message = assertThrows(MigrationException.class, () -> readOnly(url)).getMessage();

      assertTrue(
          message.startsWith(
              "Cannot connect to " + url + ": IO Error: Could not set lock on file "),
          message);
      assertTrue(
          message.endsWith("; close the program that has the file open, or read a copy of it"),
          message);
    } finally {
      holder.outputWriter().close();
      assertEquals(0, holder.waitFor());
    }
    readOnly(url).close();
  }

  /** A program that has a database file open until its input ends. */
  static final class Holder {

    public static void main(String[] arguments) throws Exception {
      try (Connection connection = DriverManager.getConnection(arguments[0])) {
        execute(connection, "create table t (i integer)");
        System.out.println("open");
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  @Test
  void doNotMakeAFile() {
    assertEquals(
        "Cannot connect to "
            + url(MigrationDatabase.DUCKDB)
            + ": the file does not exist; run Flyway migrate, which creates it, or correct metaxy.url",
        assertThrows(MigrationException.class, () -> readOnly(url(MigrationDatabase.DUCKDB)))
            .getMessage());
  }
}
