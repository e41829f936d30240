package io.metaxy.jooq.it.bench.vectors;

import static io.metaxy.jooq.it.bench.db.tables.BenchVectors.BENCH_VECTORS;

import com.sun.management.OperatingSystemMXBean;
import io.metaxy.jooq.it.database.ConnectionPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A database with the table of the vectors, and what its driver alone does with it. */
abstract class VectorDatabase implements AutoCloseable {

  static final String TABLE = '"' + BENCH_VECTORS.getName() + '"';

  /** The instant of rows that the driver writes. */
  static final String NOW = "2026-01-04 00:00:00+00";

  private final Connection connection;
  private final ConnectionPool connections;
  private final SQLDialect dialect;

  VectorDatabase(String url, SQLDialect dialect) throws SQLException {
    this.connection = DriverManager.getConnection(url);
    this.connections = new ConnectionPool(url);
    this.dialect = dialect;
  }

  /** A way to write or read rows with the driver alone. */
  @FunctionalInterface
  interface Raw<T> {
    T run() throws Exception;
  }

  abstract String description() throws SQLException;

  /** Returns the type of by-field columns. */
  abstract String byFieldType();

  abstract String vectorType();

  /** Returns the ways to write hashed rows into the table, by name. */
  abstract Map<String, Raw<?>> writes(VectorRows rows);

  /**
   * Returns the sum of the bits of the first numbers of all vectors, read with {@code getArray}.
   */
  abstract long read(String sql) throws SQLException;

  final void create() throws SQLException {
    String text = "varchar";
    execute(
        String.join(
            ", ",
            "create table " + TABLE + "(sample_id bigint not null",
            "path " + text + " not null",
            "embedding " + vectorType() + " not null",
            "metaxy_provenance_by_field " + byFieldType(),
            "metaxy_provenance " + text,
            "metaxy_data_version_by_field " + byFieldType(),
            "metaxy_data_version " + text,
            "metaxy_feature_version " + text,
            "metaxy_project_version " + text,
            "metaxy_created_at timestamp with time zone",
            "metaxy_updated_at timestamp with time zone",
            "metaxy_deleted_at timestamp with time zone",
            "metaxy_materialization_id " + text + ")"));
  }

  final void empty() throws SQLException {
    execute("truncate table " + TABLE);
    settle();
  }

  void settle() throws SQLException {
    execute("checkpoint");
  }

  /** Returns the processor time that this JVM and the database have used, in nanoseconds. */
  long processorTime() throws SQLException {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  final Connection connection() {
    return connection;
  }

  /** Returns the connections for the store. */
  final DSLContext dsl() {
    return DSL.using(connections, dialect);
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

  @Override
  public void close() throws SQLException, IOException {
    connections.close();
    connection.close();
  }
}
