package io.metaxy.jooq.it.bench;

import static java.util.stream.Collectors.joining;

import io.metaxy.jooq.graph.FeaturePlan;
import io.metaxy.jooq.graph.SystemColumns;
import io.metaxy.jooq.it.database.ConnectionPool;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A database with the store's tables of a graph and the flat tables of the floor: {@code
 * bench_flat_0(id, v0, v1, …)} for each root and {@code bench_flat_leaf(id, provenance)}, as text
 * without history. The database generates the rows.
 */
abstract class BenchDatabase implements AutoCloseable {

  static final String FLAT_LEAF = quoted("bench_flat_leaf");
  static final String PROJECT_VERSION = "bench";

  /** The instants of the loads, one per load. */
  private static final String LOADED = "2026-01-01 00:00:00";

  private static final String COMPUTED = "2026-01-02 00:00:00";
  private static final String LOADED_AGAIN = "2026-01-03 00:00:00";

  private final Connection connection;
  private final ConnectionPool connections;
  private final SQLDialect dialect;
  private final FeaturePlan leaf;
  private final List<FeaturePlan> roots;
  private final FloorStatement statement;

  BenchDatabase(String url, SQLDialect dialect, BenchGraph<?, ?> graph) throws SQLException {
    this.connection = DriverManager.getConnection(url);
    this.connections = new ConnectionPool(url);
    this.dialect = dialect;
    this.leaf = graph.leafPlan();
    this.roots = graph.rootPlans();
    this.statement = new FloorStatement(leaf, roots, this::md5);
  }

  /**
   * Opens the database of the settings. Its class is found by name, because a comparison compiles
   * the benchmark against revisions that do not have every database.
   */
  static BenchDatabase open(Settings settings, BenchGraph<?, ?> graph) throws Exception {
    Files.createDirectories(settings.directory());
    return (BenchDatabase)
        Class.forName(BenchDatabase.class.getPackageName() + "." + settings.databaseClass())
            .getDeclaredMethod("open", Settings.class, BenchGraph.class)
            .invoke(null, settings, graph);
  }

  /** Describes the database and its settings for the report. */
  abstract String description() throws SQLException;

  abstract String byFieldType(FeaturePlan plan);

  /** Returns an SQL expression for a by-field value of columns, by struct key. */
  abstract String byField(Map<String, String> columns);

  abstract String textType();

  abstract String md5(String text);

  /** Returns a table with the numbers of a half-open range in the column {@code id}. */
  abstract String range(long from, long to);

  /** Performs the maintenance of a table that a database performs over time. */
  abstract void settle(String table) throws SQLException;

  /**
   * Returns the baselines of resolving by name, the floor first. The floor is a merge of cursors in
   * the JVM unless the database joins faster.
   */
  Map<String, Callable<Tally>> floors() {
    Map<String, Callable<Tally>> floors = new LinkedHashMap<>();
    floors.put(
        Report.FLOOR, () -> MergeFloor.run(connection(), statement(), leaf(), roots().size()));
    return floors;
  }

  /** Returns the processor time that the database has used for the store outside this JVM. */
  Duration processorTime() throws SQLException {
    return Duration.ZERO;
  }

  /**
   * Returns whether the tables are in the heap of this JVM; the heap then does not measure the
   * store.
   */
  boolean sharesHeap() {
    return false;
  }

  /** Appends rows to the leaf in the fastest way that the database supports. */
  abstract void writeRaw(WriteRows rows) throws Exception;

  final FeaturePlan leaf() {
    return leaf;
  }

  final List<FeaturePlan> roots() {
    return roots;
  }

  final FloorStatement statement() {
    return statement;
  }

  final Connection connection() {
    return connection;
  }

  /** Returns the connection for the store. */
  final DSLContext dsl() {
    return DSL.using(connections, dialect);
  }

  /** Creates all tables and loads the roots; the leaf stays empty. */
  final void load(int rows) throws SQLException {
    for (int root = 0; root < roots.size(); root++) {
      create(roots.get(root));
      execute("create table " + flat(root) + "(id bigint, " + versions(root, textType()) + ")");
      append(root, "v", rows, LOADED);
    }
    create(leaf);
    execute("create table " + FLAT_LEAF + "(id bigint, provenance " + textType() + ")");
    index();
    settle(FLAT_LEAF);
    settle(table(leaf));
  }

  /** Computes all samples of the leaf. */
  final void compute() throws SQLException {
    Map<String, String> columns = statement.hashColumns();
    execute(insert(leaf, "'/out/' || id", columns, "p", COMPUTED, statement.expected("")));
    execute(
        "insert into "
            + FLAT_LEAF
            + " select "
            + id(leaf)
            + ", "
            + quoted(SystemColumns.PROVENANCE)
            + " from "
            + table(leaf));
    execute("create table bench_saved as select * from " + table(leaf));
    settle(FLAT_LEAF);
    settle(table(leaf));
  }

  /** Appends the given number of rows of the first root again, with other versions. */
  final void makeStale(int rows) throws SQLException {
    append(0, "w", rows, LOADED_AGAIN);
  }

  /** Restores the leaf to the computed rows, or empties it. */
  final void restore(boolean computed) throws SQLException {
    execute("truncate table " + table(leaf));
    if (computed) {
      execute("insert into " + table(leaf) + " select * from bench_saved");
    }
    settle(table(leaf));
  }

  /** Creates the indexes that users would have. */
  void index() throws SQLException {}

  private void create(FeaturePlan plan) throws SQLException {
    String byField = byFieldType(plan);
    String columns =
        SystemColumns.ALL.stream()
            .map(
                column ->
                    switch (column) {
                      case SystemColumns.PROVENANCE_BY_FIELD, SystemColumns.DATA_VERSION_BY_FIELD ->
                          quoted(column) + " " + byField;
                      case SystemColumns.CREATED_AT,
                          SystemColumns.UPDATED_AT,
                          SystemColumns.DELETED_AT ->
                          quoted(column) + " " + instantType();
                      default -> quoted(column) + " " + textType();
                    })
            .collect(joining(", "));
    execute(
        "create table "
            + table(plan)
            + "("
            + id(plan)
            + " bigint not null, "
            + quoted("path")
            + " "
            + textType()
            + ", "
            + columns
            + ")");
  }

  private void append(int root, String seed, int rows, String at) throws SQLException {
    FeaturePlan plan = roots.get(root);
    List<String> keys = plan.structKeys();
    List<String> values = new ArrayList<>();
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      values.add("left(" + md5("'" + root + seed + i + "_' || id") + ", 8) as v" + i);
      columns.put(keys.get(i), "v" + i);
    }
    execute(
        "create table bench_batch as select id, "
            + String.join(", ", values)
            + " from "
            + range(0, rows));
    String provenance = "left(" + md5(String.join(" || '|' || ", columns.values())) + ", 8)";
    execute("insert into " + flat(root) + " select * from bench_batch");
    execute(
        insert(
            plan,
            "'/data/' || id || '.mp4'",
            columns,
            "p",
            at,
            "select bench_batch.*, " + provenance + " as p from bench_batch"));
    execute("drop table bench_batch");
    settle(flat(root));
    settle(table(plan));
  }

  /** {@code insert into t select id, path, by field, p, by field, p, … from (source)} */
  final String insert(
      FeaturePlan plan,
      String path,
      Map<String, String> columns,
      String provenance,
      String at,
      String source) {
    String value = byField(columns);
    return "insert into "
        + table(plan)
        + " select id, "
        + String.join(", ", path, value, provenance, value, provenance)
        + ", '"
        + plan.versions().feature()
        + "', '"
        + PROJECT_VERSION
        + "', "
        + instant(at)
        + ", "
        + instant(at)
        + ", null, null from ("
        + source
        + ") s";
  }

  private String versions(int root, String type) {
    return IntStream.range(0, roots.get(root).structKeys().size())
        .mapToObj(i -> "v" + i + " " + type)
        .collect(joining(", "));
  }

  static String flat(int root) {
    return quoted("bench_flat_" + root);
  }

  /** Returns the SQL type of instants. */
  String instantType() {
    return "timestamp with time zone";
  }

  /** Returns the SQL literal of an instant, given its wall clock in UTC. */
  String instant(String utc) {
    return "timestamp with time zone '" + utc + "+00'";
  }

  static String table(FeaturePlan plan) {
    return quoted(plan.tableName());
  }

  static String id(FeaturePlan plan) {
    return quoted(plan.idColumns().get(0));
  }

  static String quoted(String name) {
    return '"' + name + '"';
  }

  final void execute(String sql) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(sql);
    }
  }

  final String value(String sql) throws SQLException {
    try (Statement each = connection.createStatement();
        ResultSet rows = each.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Returns the result of a statement that counts by status. */
  final Tally tally(String sql) throws SQLException {
    Tally tally = Tally.NOTHING;
    try (Statement each = connection.createStatement();
        ResultSet rows = each.executeQuery(sql)) {
      while (rows.next()) {
        tally = tally.plus(rows.getInt(1), rows.getLong(2));
      }
    }
    return tally;
  }

  @Override
  public void close() throws SQLException, IOException {
    connections.close();
    connection.close();
  }
}
