package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.migration.database.mariadb.MariaDbServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jooq.SQLDialect;

/** MariaDB, in its own server, with memory that fits the tables. */
final class MariaDbBench extends BenchDatabase {

  private static final int BATCH_ROWS = 5_000;

  private static final String[] CONFIGURATION = {
    "--skip-grant-tables",
    "--innodb-buffer-pool-size=2G",
    "--innodb-log-file-size=1G",
    "--tmp-table-size=256M",
    "--max-heap-table-size=256M",
    "--sort-buffer-size=256M",
    "--aria-pagecache-buffer-size=512M"
  };

  private final MariaDbServer server;

  private MariaDbBench(MariaDbServer server, BenchGraph<?, ?> graph) throws SQLException {
    super(server.url("bench"), SQLDialect.MARIADB, graph);
    this.server = server;
    execute("set session sql_mode = concat(@@session.sql_mode, ',ANSI_QUOTES,PIPES_AS_CONCAT')");
  }

  static MariaDbBench open(Settings settings, BenchGraph<?, ?> graph) throws Exception {
    MariaDbServer server = MariaDbServer.start(MariaDbBench.class.getClassLoader(), CONFIGURATION);
    try (Connection first = DriverManager.getConnection(server.url("mysql"));
        Statement statement = first.createStatement()) {
      statement.execute("create database bench character set utf8mb4 collate utf8mb4_nopad_bin");
    }
    return new MariaDbBench(server, graph);
  }

  @Override
  String description() throws SQLException {
    return "MariaDB "
        + value("select version()")
        + " over loopback, "
        + String.join(" ", CONFIGURATION)
        + ", index on (version, id, instant), by-field as JSON; the floor is a merge in the JVM of"
        + " cursors in the order of an index, because MariaDB has no full join";
  }

  @Override
  String byFieldType(FeaturePlan plan) {
    return "json";
  }

  @Override
  String byField(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(each -> "'" + each.getKey() + "', " + each.getValue())
        .collect(joining(", ", "json_object(", ")"));
  }

  @Override
  String textType() {
    return "varchar(255)";
  }

  @Override
  String instantType() {
    return "datetime(6)";
  }

  @Override
  String instant(String utc) {
    return "timestamp '" + utc + "'";
  }

  @Override
  String md5(String text) {
    return "md5(" + text + ")";
  }

  @Override
  String range(long from, long to) {
    return "(select seq as id from seq_" + from + "_to_" + (to - 1) + ") r";
  }

  @Override
  void index() throws SQLException {
    for (int root = 0; root < roots().size(); root++) {
      execute("create index flat_id on " + flat(root) + "(id)");
      index(roots().get(root));
    }
    execute("create index flat_id on " + FLAT_LEAF + "(id)");
    index(leaf());
  }

  private void index(FeaturePlan plan) throws SQLException {
    execute(
        "create index version_id on "
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

  /** Writes batches in strict mode, in which the server rejects values instead of changing them. */
  @Override
  void writeRaw(WriteRows rows) throws Exception {
    String now = instant("2026-01-04 00:00:00");
    connection().setAutoCommit(false);
    String sql =
        "insert into "
            + table(leaf())
            + " values (?, ?, ?, ?, ?, ?, '"
            + String.join("', '", leaf().versions().feature(), PROJECT_VERSION)
            + "', "
            + String.join(", ", now, now, "null", "null")
            + ")";
    try (PreparedStatement insert = connection().prepareStatement(sql)) {
      for (int row = 0; row < rows.size(); row++) {
        String json = rows.json(row);
        insert.setLong(1, row);
        insert.setString(2, rows.paths().get(row));
        insert.setString(3, json);
        insert.setString(4, rows.provenances().get(row));
        insert.setString(5, json);
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

  @Override
  public void close() throws SQLException, IOException {
    super.close();
    server.close();
  }
}
