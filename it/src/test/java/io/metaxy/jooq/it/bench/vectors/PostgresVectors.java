package io.metaxy.jooq.it.bench.vectors;

import io.metaxy.jooq.it.bench.PostgresBench;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.SQLDialect;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL in its own server. */
final class PostgresVectors extends VectorDatabase {

  private static final int FETCH_ROWS = 5_000;
  private static final int BUFFER = 1 << 16;
  private static final int ROW = 1 << 14;
  private static final short COLUMNS = 13;
  private static final int FLOAT4 = 700;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final EmbeddedPostgres server;

  private PostgresVectors(EmbeddedPostgres server) throws SQLException {
    super(server.getJdbcUrl("postgres", "postgres"), SQLDialect.POSTGRES);
    this.server = server;
  }

  static PostgresVectors open() throws IOException, SQLException {
    return new PostgresVectors(PostgresBench.startServer());
  }

  @Override
  String description() throws SQLException {
    return "PostgreSQL " + value("show server_version") + " over loopback";
  }

  @Override
  String byFieldType() {
    return "jsonb";
  }

  @Override
  String vectorType() {
    return "real[] check (cardinality(embedding) = " + VectorRows.DIMENSIONS + ")";
  }

  @Override
  void settle() throws SQLException {
    execute("vacuum analyze " + TABLE);
    execute("checkpoint");
  }

  @Override
  Map<String, Raw<?>> writes(VectorRows rows) {
    Map<String, Raw<?>> writes = new LinkedHashMap<>();
    writes.put("raw, COPY as text", () -> text(rows));
    writes.put("raw, binary COPY", () -> binary(rows));
    return writes;
  }

  /** Adds the time of the processes that serve connections. */
  @Override
  long processorTime() throws SQLException {
    String pids =
        value(
            "select string_agg(pid::text, ',') from pg_stat_activity"
                + " where backend_type = 'client backend'");
    return super.processorTime()
        + Arrays.stream(pids.split(","))
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
  }

  private int text(VectorRows rows) throws SQLException {
    CopyIn copy = copy("");
    StringBuilder text = new StringBuilder(2 * BUFFER);
    for (int row = 0; row < rows.size(); row++) {
      String hash = rows.hash(row);
      String byField = "{\"" + VectorRows.FIELD + "\":\"" + hash + "\"}";
      text.append(row).append('\t').append(rows.path(row)).append("\t{");
      float[] vector = rows.vectors().get(row);
      for (int i = 0; i < vector.length; i++) {
        text.append(i == 0 ? "" : ",").append(vector[i]);
      }
      text.append("}\t").append(byField).append('\t').append(hash).append('\t').append(byField);
      text.append('\t').append(hash).append("\tfeature\tproject\t").append(NOW).append('\t');
      text.append(NOW).append("\t\\N\t\\N\n");
      if (text.length() > BUFFER || row == rows.size() - 1) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
      }
    }
    copy.endCopy();
    return rows.size();
  }

  private int binary(VectorRows rows) throws SQLException {
    CopyIn copy = copy(" (format binary)");
    byte[] header = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    copy.writeToCopy(header, 0, header.length);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER + ROW);
    for (int row = 0; row < rows.size(); row++) {
      String hash = rows.hash(row);
      String byField = "\u0001{\"" + VectorRows.FIELD + "\":\"" + hash + "\"}";
      bytes.putShort(COLUMNS).putInt(Long.BYTES).putLong(row);
      put(bytes, rows.path(row));
      put(bytes, rows.vectors().get(row));
      put(bytes, byField);
      put(bytes, hash);
      put(bytes, byField);
      put(bytes, hash);
      put(bytes, "feature");
      put(bytes, "project");
      long now = EPOCH.until(Instant.parse("2026-01-04T00:00:00Z"), ChronoUnit.MICROS);
      bytes.putInt(Long.BYTES).putLong(now).putInt(Long.BYTES).putLong(now).putInt(-1).putInt(-1);
      if (bytes.position() > BUFFER || row == rows.size() - 1) {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
      }
    }
    copy.writeToCopy(new byte[] {-1, -1}, 0, Short.BYTES);
    copy.endCopy();
    return rows.size();
  }

  private CopyIn copy(String format) throws SQLException {
    return connection()
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + TABLE + " from stdin" + format);
  }

  private static void put(ByteBuffer bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.putInt(utf8.length).put(utf8);
  }

  /** An array: dimensions, whether it has nulls, the element's type, length, first index. */
  private static void put(ByteBuffer bytes, float[] vector) {
    bytes.putInt(5 * Integer.BYTES + 2 * Integer.BYTES * vector.length);
    bytes.putInt(1).putInt(0).putInt(FLOAT4).putInt(vector.length).putInt(1);
    for (float number : vector) {
      bytes.putInt(Float.BYTES).putFloat(number);
    }
  }

  @Override
  long read(String sql) throws SQLException {
    long sum = 0;
    connection().setAutoCommit(false);
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          Object[] vector = (Object[]) result.getArray(2).getArray();
          sum += Float.floatToIntBits((Float) vector[0]);
        }
      }
    }
    connection().commit();
    connection().setAutoCommit(true);
    return sum;
  }

  @Override
  public void close() throws SQLException, IOException {
    super.close();
    server.close();
  }
}
