package io.metaxy.jooq.it.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of a benchmark, from system properties that start with {@code bench.}.
 *
 * @param database {@code duckdb}, {@code postgresql}, {@code h2} or {@code mariadb}
 * @param graph {@code simple} or {@code wide}
 * @param rows the number of rows of each root
 * @param rounds the number of rounds after one warm-up round
 * @param cases some of {@code new}, {@code nothing}, {@code stale}, {@code write}
 * @param staleRows the number of rows of the first root to append again for {@code stale}
 * @param storage {@code file}, {@code memory}, or empty for the database's default here
 * @param directory the directory of results and database files
 * @param server the URL of a database in a running server; empty to start a server
 */
record Settings(
    String database,
    String graph,
    int rows,
    int rounds,
    Set<String> cases,
    int staleRows,
    String storage,
    Path directory,
    String server) {

  /** The class of each database, which {@code compare.sh} compiles. */
  private static final Map<String, String> DATABASES =
      Map.of(
          "duckdb", "DuckDbBench",
          "postgresql", "PostgresBench",
          "h2", "H2Bench",
          "mariadb", "MariaDbBench");

  static final List<String> GRAPHS = List.of("simple", "wide");
  static final List<String> CASES = List.of("new", "nothing", "stale", "write");
  private static final List<String> STORAGES = List.of("file", "memory", "");

  Settings {
    check("bench.database", DATABASES.keySet().stream().sorted().toList(), database);
    check("bench.graph", GRAPHS, graph);
    check("bench.storage", STORAGES, storage);
    cases.forEach(each -> check("bench.cases", CASES, each));
    if (rows < 10 || rounds < 1 || staleRows < 1 || staleRows > rows) {
      throw new IllegalArgumentException(
          "Invalid bench.rows, bench.rounds or bench.stale: "
              + rows
              + ", "
              + rounds
              + ", "
              + staleRows
              + " (must be at least 10 rows, 1 round, and 1 stale row of them)");
    }
  }

  static Settings read() {
    int rows = Integer.getInteger("bench.rows", 1_000_000);
    return new Settings(
        System.getProperty("bench.database", "duckdb"),
        System.getProperty("bench.graph", "simple"),
        rows,
        Integer.getInteger("bench.rounds", 5),
        new LinkedHashSet<>(
            Arrays.asList(
                System.getProperty("bench.cases", String.join(",", CASES)).trim().split(","))),
        Integer.getInteger("bench.stale", rows / 10),
        System.getProperty("bench.storage", ""),
        Path.of(System.getProperty("bench.directory", "target/bench")),
        System.getProperty("bench.server", ""));
  }

  /** Returns the simple name of the class of the database. */
  String databaseClass() {
    return Objects.requireNonNull(DATABASES.get(database));
  }

  /** Returns the same settings for another directory and server. */
  Settings at(Path otherDirectory, String otherServer) {
    return new Settings(
        database, graph, rows, rounds, cases, staleRows, storage, otherDirectory, otherServer);
  }

  /** Returns the options of a JVM with the same settings. */
  List<String> options() {
    return List.of(
        "-Dbench.database=" + database,
        "-Dbench.graph=" + graph,
        "-Dbench.rows=" + rows,
        "-Dbench.rounds=" + rounds,
        "-Dbench.cases=" + String.join(",", cases),
        "-Dbench.stale=" + staleRows,
        "-Dbench.storage=" + storage,
        "-Dbench.directory=" + directory,
        "-Dbench.server=" + server);
  }

  /** Returns the name of this run and its files. */
  String name() {
    return database + "-" + graph + "-" + rows;
  }

  boolean inMemory(boolean byDefault) {
    return storage.isEmpty() ? byDefault : storage.equals("memory");
  }

  static void check(String name, List<String> allowed, String value) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be one of " + allowed + ")");
    }
  }
}
