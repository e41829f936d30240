package io.metaxy.jooq.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Appends rows to a feature table, as fast as the database takes them. */
public interface RowAppender {

  /**
   * Makes the session of a connection one in which a value that does not fit is refused, for as
   * long as rows are written.
   */
  default Session session(Connection connection) throws SQLException {
    return () -> {};
  }

  /**
   * Appends rows in the transaction that the connection is in.
   *
   * @param connection the connection
   * @param append what goes where
   * @param rows for each row, the values of the columns that are {@link AppendColumn.PerRow}, which
   *     are asked for once; those of by-field columns are maps. The array may be filled again for
   *     the next row
   */
  void append(Connection connection, Append append, Iterable<@Nullable Object[]> rows)
      throws SQLException;
}
