package io.metaxy.jooq.dialect;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Field;

/** What a database can hash by in SQL. */
public interface HashFunctions {

  /** Whether the database hashes by this algorithm, after {@link #install}. */
  boolean hashes(HashAlgorithm algorithm);

  /**
   * Gives the database the functions that it lacks for an algorithm; false when it cannot have them
   * now, because the user may not, or because that would end the transaction that there is.
   */
  default boolean install(Connection connection, HashAlgorithm algorithm) throws SQLException {
    return true;
  }

  /**
   * The hash of a text, uncut; null for null.
   *
   * @throws UnsupportedOperationException when the database does not hash by this algorithm
   */
  Field<String> hash(HashAlgorithm algorithm, Field<String> text);
}
