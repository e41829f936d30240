package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Field;

/** The hash functions of a database in SQL. */
public interface HashFunctions {

  /** Whether the database can compute this algorithm, after {@link #install}. */
  boolean hashes(HashAlgorithm algorithm);

  /**
   * Installs the functions that the database lacks for an algorithm; false if that is not possible
   * now, because the user lacks the privilege or because it would end the current transaction.
   */
  default boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    return true;
  }

  /**
   * The full hash of a text; null for null.
   *
   * @throws UnsupportedOperationException if the database cannot compute this algorithm
   */
  Field<String> hash(HashAlgorithm algorithm, Field<String> text);
}
