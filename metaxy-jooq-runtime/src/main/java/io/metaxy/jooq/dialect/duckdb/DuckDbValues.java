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

/** Code that needs the classes of DuckDB's driver; loaded only if the driver is present. */
final class DuckDbValues {

  private DuckDbValues() {}

  /** The JSON of a by-field value as the driver returns it: a STRUCT, a MAP, or JSON text. */
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

  /** Registers a hash function in the database of a connection, unless it exists. */
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
