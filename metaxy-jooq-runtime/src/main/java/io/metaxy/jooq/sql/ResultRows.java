package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.ResultReading.RowReader;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement as arrays: in the database-specific way if there is one, otherwise
 * through jOOQ.
 */
public interface ResultRows extends AutoCloseable {

  /** The values of the next row, in the types of its fields; null at the end. */
  @Nullable Object @Nullable [] next();

  @Override
  void close();

  /**
   * Runs a statement on a connection, which is closed with the rows, but not if this fails. The
   * database-specific way keeps the connection busy, so it requires an unshared connection.
   */
  static ResultRows open(
      BorrowedConnection borrowed,
      FeatureDialect dialect,
      ResultQuery<Record> query,
      List<Field<?>> fields) {
    try {
      RowReader rows =
          borrowed.isShared()
              ? null
              : dialect
                  .reading()
                  .rows(borrowed.connection(), () -> borrowed.dsl().renderInlined(query), fields);
      return rows == null
          ? new OfCursor(new OpenResult(borrowed, query))
          : new OfReader(borrowed, rows);
    } catch (SQLException e) {
      throw new DataAccessException("Cannot run a statement: " + e.getMessage(), e);
    }
  }

  /** Rows of jOOQ's cursor. */
  record OfCursor(OpenResult result) implements ResultRows {

    @Override
    public @Nullable Object @Nullable [] next() {
      Record row = result.cursor().fetchNext();
      return row == null ? null : row.intoArray();
    }

    @Override
    public void close() {
      result.close();
    }
  }

  /** Rows of the database's own reader. */
  record OfReader(BorrowedConnection borrowed, RowReader rows) implements ResultRows {

    @Override
    public @Nullable Object @Nullable [] next() {
      return rows.next() ? rows.row() : null;
    }

    @Override
    public void close() {
      try (borrowed) {
        rows.close();
      }
    }
  }
}
