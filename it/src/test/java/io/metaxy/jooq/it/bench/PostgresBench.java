package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL, by default in its own server, with memory that fits the tables. */
public final class PostgresBench extends BenchDatabase {

  /** Keeps the server from inlining the hashes of a subquery. */
  private static final String FENCE = " offset 0";

  private static final int FETCH_ROWS = 5_000;

  private static final Map<String, String> CONFIGURATION =
      Map.of(
          "shared_buffers", "2GB",
          "work_mem", "256MB",
          "maintenance_work_mem", "256MB",
          "max_wal_size", "8GB",
          "jit", "off",
          "max_parallel_workers_per_gather", "0",
          "fsync", "off");

  private final @Nullable EmbeddedPostgres server;

  private PostgresBench(@Nullable EmbeddedPostgres server, String url, BenchGraph<?, ?> graph)
      throws SQLException {
    super(url, SQLDialect.POSTGRES, graph);
    this.server = server;
  }

  static PostgresBench open(Settings settings, BenchGraph<?, ?> graph) throws Exception {
    if (!settings.server().isEmpty()) {
      return new PostgresBench(null, settings.server(), graph);
    }
    EmbeddedPostgres server = startServer();
    return new PostgresBench(server, server.getJdbcUrl("postgres", "postgres"), graph);
  }

  public static EmbeddedPostgres startServer() throws IOException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setLocaleConfig("locale", "C");
    CONFIGURATION.forEach(builder::setServerConfig);
    return builder.start();
  }

  @Override
  String description() throws SQLException {
    return "PostgreSQL "
        + value("show server_version")
        + " over loopback, "
        + new TreeMap<>(CONFIGURATION)
        + ", C locale, analyzed, by-field as jsonb";
  }

  @Override
  String byFieldType(FeaturePlan plan) {
    return "jsonb";
  }

  @Override
  String byField(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(each -> "'" + each.getKey() + "', " + each.getValue())
        .collect(joining(", ", "jsonb_build_object(", ")"));
  }

  @Override
  String textType() {
    return "text";
  }

  @Override
  String md5(String text) {
    return "md5(" + text + ")";
  }

  @Override
  String range(long from, long to) {
    return "generate_series(" + from + ", " + (to - 1) + ") r(id)";
  }

  @Override
  void settle(String table) throws SQLException {
    // Otherwise, earlier writes would count as writes after the analyze.
    execute("select pg_stat_force_next_flush()");
    execute("vacuum analyze " + table);
    execute("checkpoint");
  }

  @Override
  Map<String, Callable<Tally>> floors() {
    Map<String, Callable<Tally>> floors = new LinkedHashMap<>();
    floors.put(Report.FLOOR, () -> tally(statement().counted(FENCE)));
    floors.put(Report.SERVER, this::fetched);
    return floors;
  }

  /** Resolves with a statement of the server alone on the store's tables, and fetches its rows. */
  private Tally fetched() throws SQLException {
    List<String> upstreams = new ArrayList<>();
    for (FeaturePlan root : roots()) {
      List<String> keys = root.structKeys();
      String versions =
          IntStream.range(0, keys.size())
              .mapToObj(i -> ", metaxy_data_version_by_field->>'" + keys.get(i) + "' as v" + i)
              .collect(joining());
      upstreams.add(latest(root, versions));
    }
    List<String> hashes = new ArrayList<>(statement().hashColumns().values());
    String more =
        ", coalesce(e.id, c.id) as id, e." + String.join(", e.", hashes) + ", c.provenance";
    String rows =
        statement()
            .rows(
                more,
                statement().expected(upstreams, FENCE),
                latest(leaf(), ", metaxy_provenance as provenance"));
    return fetch(rows, hashes.size());
  }

  private Tally fetch(String sql, int hashes) throws SQLException {
    long[] counts = new long[3];
    connection().setAutoCommit(false);
    try (PreparedStatement each = connection().prepareStatement(sql)) {
      each.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = each.executeQuery()) {
        while (rows.next()) {
          counts[rows.getInt(1)]++;
          rows.getLong(2);
          for (int i = 0; i < hashes + 2; i++) {
            rows.getString(3 + i);
          }
        }
      }
    }
    connection().commit();
    connection().setAutoCommit(true);
    return new Tally(counts[0], counts[1], counts[2]);
  }

  private static String latest(FeaturePlan plan, String columns) {
    String at = "coalesce(metaxy_deleted_at, metaxy_updated_at)";
    return "(select * from (select distinct on (k) "
        + id(plan)
        + " as k, "
        + id(plan)
        + " as id, metaxy_deleted_at"
        + columns
        + " from "
        + table(plan)
        + " where metaxy_feature_version = '"
        + plan.versions().feature()
        + "' order by k, "
        + at
        + " desc, metaxy_deleted_at desc nulls last) t where metaxy_deleted_at is null)";
  }

  /**
   * Returns the time of the processes that serve the store's connections; zero on another machine.
   */
  @Override
  Duration processorTime() throws SQLException {
    String pids =
        value(
            "select string_agg(pid::text, ',') from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()"
                + " and backend_type = 'client backend'");
    return Arrays.stream(pids.split(","))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  void writeRaw(WriteRows rows) throws Exception {
    connection().setAutoCommit(false);
    execute(
        "create temp table bench_stage(id bigint, path text, by_field text, p text) on commit"
            + " drop");
    CopyIn copy =
        connection().unwrap(PGConnection.class).getCopyAPI().copyIn("copy bench_stage from stdin");
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      text.append(row).append('\t').append(rows.paths().get(row)).append('\t');
      text.append(rows.json(row)).append('\t').append(rows.provenances().get(row)).append('\n');
      if (text.length() > 60_000 || row == rows.size() - 1) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
      }
    }
    copy.endCopy();
    String now = "2026-01-04 00:00:00";
    String source = "select id, path, by_field::jsonb as by_field, p from bench_stage" + FENCE;
    execute(
        insert(leaf(), "path", Map.of(), "p", now, source).replace(byField(Map.of()), "by_field"));
    connection().commit();
    connection().setAutoCommit(true);
  }

  @Override
  public void close() throws SQLException, IOException {
    super.close();
    if (server != null) {
      server.close();
    }
  }
}
