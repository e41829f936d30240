package io.metaxy.jooq.dialect.duckdb;

import static org.jooq.impl.DSL.field;

import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** DuckDB has MD5 and SHA-256; the other algorithms are functions of this library. */
final class DuckDbHashFunctions implements HashFunctions {

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return true;
  }

  @Override
  public boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    if (!algorithm.hex()) {
      DuckDbValues.register(connection, algorithm, function(algorithm));
    }
    return true;
  }

  /** DuckDB's own function, or the one that {@link #install} adds. */
  static String function(HashAlgorithm algorithm) {
    return algorithm.hex()
        ? algorithm.name().toLowerCase(Locale.ROOT)
        : "metaxy_" + algorithm.text();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return field(function(algorithm) + "({0})", SQLDataType.VARCHAR, text);
  }
}
