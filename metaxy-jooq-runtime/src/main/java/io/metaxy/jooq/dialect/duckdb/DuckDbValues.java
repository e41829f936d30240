package io.metaxy.jooq.dialect.duckdb;

import io.metaxy.jooq.dialect.ByFieldConverter;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBStruct;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;

/** What needs the classes of DuckDB's driver; loaded only where there is one. */
final class DuckDbValues {

  private DuckDbValues() {}

  /** A by-field value as the driver gives it: a STRUCT, a MAP, or text that holds JSON. */
  static @Nullable JSON json(Object value) {
    Map<?, ?> entries;
    if (value instanceof DuckDBStruct struct) {
      try {
        entries = struct.getMap();
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot read a STRUCT of DuckDB", e);
      }
    } else if (value instanceof Map<?, ?> map) {
      entries = map;
    } else {
      return JSON.valueOf(value.toString());
    }
    Map<String, @Nullable String> texts = new HashMap<>();
    entries.forEach((key, text) -> texts.put(String.valueOf(key), Objects.toString(text, null)));
    return ByFieldConverter.INSTANCE.to(texts);
  }

  /** Makes a hash a function of the database that a connection leads to, unless it has it. */
  static void register(Connection connection, HashAlgorithm algorithm, String name)
      throws SQLException {
    synchronized (DuckDbValues.class) {
      if (!has(connection, name)) {
        Function<@Nullable String, @Nullable String> hash =
            text ->
                text == null ? null : algorithm.hasher(algorithm.maxLength()).add(text).finish();
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
          builder
              .withName(name)
              .withParameter(String.class)
              .withReturnType(String.class)
              .withNullInNullOut()
              .withFunction(hash)
              .register(connection);
        }
      }
    }
  }

  private static boolean has(Connection connection, String name) throws SQLException {
    String sql =
        "select 1 from duckdb_functions() where function_name = " + Sql.literal(name) + " limit 1";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }
}
