package io.metaxy.jooq.it.bench.vectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jooq.SQLDialect;

/** DuckDB in a file. */
final class DuckDbVectors extends VectorDatabase {

  private DuckDbVectors(String url) throws SQLException {
    super(url, SQLDialect.DUCKDB);
  }

  static DuckDbVectors open(Path directory) throws Exception {
    Path file = directory.resolve("vectors.duckdb");
    Files.deleteIfExists(file);
    return new DuckDbVectors("jdbc:duckdb:" + file);
  }

  @Override
  String description() throws SQLException {
    return "DuckDB " + value("select version()") + " in a file";
  }

  @Override
  String byFieldType() {
    return "struct(" + VectorRows.FIELD + " varchar)";
  }

  @Override
  String vectorType() {
    return "float[" + VectorRows.DIMENSIONS + "]";
  }

  @Override
  Map<String, Raw<?>> writes(VectorRows rows) {
    return Map.of("raw, appender", () -> append(rows));
  }

  private int append(VectorRows rows) throws SQLException {
    OffsetDateTime now = OffsetDateTime.of(2026, 1, 4, 0, 0, 0, 0, ZoneOffset.UTC);
    connection().setAutoCommit(false);
    try (DuckDBAppender appender =
        connection().unwrap(DuckDBConnection.class).createAppender(TABLE.replace("\"", ""))) {
      for (int row = 0; row < rows.size(); row++) {
        String hash = rows.hash(row);
        appender.beginRow().append((long) row).append(rows.path(row));
        appender.append(rows.vectors().get(row));
        appender.beginStruct().append(hash).endStruct().append(hash);
        appender.beginStruct().append(hash).endStruct().append(hash);
        appender.append("feature").append("project").append(now).append(now);
        appender.appendNull().appendNull().endRow();
      }
    }
    connection().commit();
    connection().setAutoCommit(true);
    return rows.size();
  }

  @Override
  long read(String sql) throws SQLException {
    long sum = 0;
    try (Statement statement = connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Object[] vector = (Object[]) result.getArray(2).getArray();
        sum += Float.floatToIntBits((Float) vector[0]);
      }
    }
    return sum;
  }
}
