package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.jooq.SQLDialect;

/** H2, in the memory of this JVM by default. */
final class H2Bench extends BenchDatabase {

  private static final int BATCH_ROWS = 10_000;

  private final boolean inMemory;

  private H2Bench(String url, boolean inMemory, BenchGraph<?, ?> graph) throws SQLException {
    super(url, SQLDialect.H2, graph);
    this.inMemory = inMemory;
  }

  static H2Bench open(Settings settings, BenchGraph<?, ?> graph) throws Exception {
    if (settings.inMemory(true)) {
      return new H2Bench("jdbc:h2:mem:bench", true, graph);
    }
    Path file = settings.directory().resolve(settings.name()).toAbsolutePath();
    Files.deleteIfExists(Path.of(file + ".mv.db"));
    return new H2Bench("jdbc:h2:file:" + file, false, graph);
  }

  @Override
  String description() throws SQLException {
    return "H2 "
        + value("select h2version()")
        + " "
        + (inMemory ? "in memory" : "in a file")
        + ", index on (version, id, instant), by-field as JSON; the floor is a merge in the JVM of"
        + " cursors in the order of an index, because H2 has no full join and no hash join";
  }

  @Override
  String byFieldType(FeaturePlan plan) {
    return "json";
  }

  @Override
  String byField(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(each -> "'" + each.getKey() + "': " + each.getValue())
        .collect(joining(", ", "json_object(", ")"));
  }

  @Override
  String textType() {
    return "varchar";
  }

  @Override
  String md5(String text) {
    return "lower(rawtohex(hash('MD5', " + text + ")))";
  }

  @Override
  String range(long from, long to) {
    return "(select x as id from system_range(" + from + ", " + (to - 1) + "))";
  }

  @Override
  void index() throws SQLException {
    for (int root = 0; root < roots().size(); root++) {
      execute("create index on " + flat(root) + "(id)");
      index(roots().get(root));
    }
    execute("create index on " + FLAT_LEAF + "(id)");
    index(leaf());
  }

  private void index(FeaturePlan plan) throws SQLException {
    execute(
        "create index on "
            + table(plan)
            + "("
            + String.join(
                ", ", quoted("metaxy_feature_version"), id(plan), quoted("metaxy_updated_at"))
            + ")");
  }

  @Override
  void settle(String table) throws SQLException {
    execute("analyze table " + table);
  }

  @Override
  boolean sharesHeap() {
    return inMemory;
  }

  @Override
  void writeRaw(WriteRows rows) throws Exception {
    String now = instant("2026-01-04 00:00:00");
    connection().setAutoCommit(false);
    String sql =
        "insert into "
            + table(leaf())
            + " values (?, ?, ? format json, ?, ? format json, ?, '"
            + String.join("', '", leaf().versions().feature(), PROJECT_VERSION)
            + "', "
            + String.join(", ", now, now, "null", "null")
            + ")";
    try (PreparedStatement insert = connection().prepareStatement(sql)) {
      for (int row = 0; row < rows.size(); row++) {
        byte[] json = rows.json(row).getBytes(StandardCharsets.UTF_8);
        insert.setLong(1, row);
        insert.setString(2, rows.paths().get(row));
        insert.setBytes(3, json);
        insert.setString(4, rows.provenances().get(row));
        insert.setBytes(5, json);
        insert.setString(6, rows.provenances().get(row));
        insert.addBatch();
        if ((row + 1) % BATCH_ROWS == 0 || row == rows.size() - 1) {
          insert.executeBatch();
        }
      }
    }
    connection().commit();
    connection().setAutoCommit(true);
  }
}
