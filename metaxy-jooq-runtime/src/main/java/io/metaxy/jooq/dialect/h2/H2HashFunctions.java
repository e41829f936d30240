package io.metaxy.jooq.dialect.h2;

import static org.jooq.impl.DSL.field;

import io.metaxy.jooq.dialect.HashFunctions;
import io.metaxy.jooq.dialect.Sql;
import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** H2 has {@code hash('MD5', …)} and SHA-256; the other algorithms are aliases of this library. */
final class H2HashFunctions implements HashFunctions {

  /** H2's error code for missing admin rights. */
  private static final int NO_ADMIN = 90_040;

  @Override
  public boolean hashes(HashAlgorithm algorithm) {
    return true;
  }

  /**
   * {@code create alias if not exists metaxy_xxhash64 deterministic for '…H2Functions.xxhash64'},
   * which commits, and which requires an admin.
   */
  @Override
  public boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    if (algorithm.hex() || has(connection, function(algorithm))) {
      return true;
    }
    if (!connection.getAutoCommit()) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create alias if not exists "
              + function(algorithm)
              + " deterministic for "
              + Sql.literal(H2Functions.class.getName() + "." + algorithm.text()));
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_ADMIN) {
        return false;
      }
      throw e;
    }
  }

  private static boolean has(Connection connection, String function) throws SQLException {
    String sql =
        "select 1 from INFORMATION_SCHEMA.routines where routine_schema = current_schema"
            + " and lower(routine_name) = "
            + Sql.literal(function);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  private static String function(HashAlgorithm algorithm) {
    return "metaxy_" + algorithm.text();
  }

  @Override
  public Field<String> hash(HashAlgorithm algorithm, Field<String> text) {
    return switch (algorithm) {
      case MD5 -> field("lower(rawtohex(hash('MD5', {0})))", SQLDataType.VARCHAR, text);
      case SHA256 -> field("lower(rawtohex(hash('SHA-256', {0})))", SQLDataType.VARCHAR, text);
      default -> field(function(algorithm) + "({0})", SQLDataType.VARCHAR, text);
    };
  }
}
