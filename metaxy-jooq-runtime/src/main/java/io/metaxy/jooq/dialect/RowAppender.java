package io.metaxy.jooq.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Appends rows to a feature table in the database's fastest way. */
public interface RowAppender {

  /**
   * Prepares the session of a connection so that a value that does not fit is rejected while rows
   * are written.
   *
   * @param own whether the transaction that begins is the store's, not its caller's
   */
  default Session session(Connection connection, boolean own) throws SQLException {
    return () -> {};
  }

  /**
   * Appends rows in the connection's transaction.
   *
   * @param connection the connection
   * @param append the table and its columns
   * @param rows for each row, the values of its {@link AppendColumn.PerRow} columns; by-field
   *     values are maps. Iterated once; the array may be reused for the next row
   */
  void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException;
}
