package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jooq.SQLDialect;

/** DuckDB, in a file by default. */
final class DuckDbBench extends BenchDatabase {

  private final String place;

  private DuckDbBench(String url, String place, BenchGraph<?, ?> graph) throws SQLException {
    super(url, SQLDialect.DUCKDB, graph);
    this.place = place;
  }

  static DuckDbBench open(Settings settings, BenchGraph<?, ?> graph) throws Exception {
    if (settings.inMemory(false)) {
      return new DuckDbBench("jdbc:duckdb:memory:bench", "in memory", graph);
    }
    Path file = settings.directory().resolve(settings.name() + ".duckdb");
    Files.deleteIfExists(file);
    return new DuckDbBench("jdbc:duckdb:" + file, "in a file", graph);
  }

  @Override
  String description() throws SQLException {
    return "DuckDB "
        + value("select version()")
        + " "
        + place
        + ", "
        + value("select current_setting('threads')")
        + " threads, by-field as STRUCT";
  }

  @Override
  String byFieldType(FeaturePlan plan) {
    return plan.structKeys().stream()
        .map(key -> quoted(key) + " varchar")
        .collect(joining(", ", "struct(", ")"));
  }

  @Override
  String byField(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(each -> "'" + each.getKey() + "': " + each.getValue())
        .collect(joining(", ", "{", "}"));
  }

  @Override
  String textType() {
    return "varchar";
  }

  @Override
  String md5(String text) {
    return "md5(" + text + ")";
  }

  @Override
  String range(long from, long to) {
    return "range(" + from + ", " + to + ") r(id)";
  }

  @Override
  void settle(String table) throws SQLException {
    execute("checkpoint");
  }

  @Override
  Map<String, Callable<Tally>> floors() {
    Map<String, Callable<Tally>> floors = new LinkedHashMap<>();
    floors.put(Report.FLOOR, () -> tally(statement().counted("")));
    return floors;
  }

  @Override
  void writeRaw(WriteRows rows) throws Exception {
    int fields = rows.keys().size();
    String hashes =
        IntStream.range(0, fields).mapToObj(i -> "h" + i + " varchar, ").collect(joining());
    execute(
        "create or replace temp table bench_stage(id bigint, path varchar, "
            + hashes
            + "p varchar)");
    DuckDBConnection duckdb = connection().unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = duckdb.createAppender("temp", "main", "bench_stage")) {
      for (int row = 0; row < rows.size(); row++) {
        appender.beginRow().append((long) row).append(rows.paths().get(row));
        for (int field = 0; field < fields; field++) {
          appender.append(rows.hashes().get(field).get(row));
        }
        appender.append(rows.provenances().get(row)).endRow();
      }
    }
    Map<String, String> columns = statement().hashColumns();
    String now = "2026-01-04 00:00:00";
    execute(insert(leaf(), "path", columns, "p", now, "from bench_stage"));
    execute("drop table bench_stage");
  }
}
