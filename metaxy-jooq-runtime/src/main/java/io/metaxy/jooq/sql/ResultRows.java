package io.metaxy.jooq.sql;

import io.metaxy.jooq.dialect.FeatureDialect;
import io.metaxy.jooq.dialect.ResultReading.RowReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
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
   *
   * @param names replaces the names of ids in errors
   */
  static ResultRows open(
      BorrowedConnection borrowed,
      FeatureDialect dialect,
      ResultQuery<Record> query,
      List<Field<?>> fields,
      UnaryOperator<String> names) {
    try {
      RowReader rows =
          borrowed.isShared()
              ? null
              : dialect
                  .reading()
                  .rows(borrowed.connection(), () -> borrowed.dsl().renderInlined(query), fields);
      return rows == null
          ? new OfCursor(new OpenResult(borrowed, query), fields, names)
          : new OfReader(borrowed, rows);
    } catch (SQLException e) {
      throw new DataAccessException("Cannot run a statement: " + e.getMessage(), e);
    }
  }

  /** Rows of jOOQ's cursor. */
  record OfCursor(OpenResult result, List<Field<?>> fields, UnaryOperator<String> names)
      implements ResultRows {

    @Override
    public @Nullable Object @Nullable [] next() {
      try {
        Record row = result.cursor().fetchNext();
        return row == null ? null : row.intoArray();
      } catch (DataAccessException e) {
        throw UnreadableRow.isCause(e) ? unreadable(e) : e;
      }
    }

    private RuntimeException unreadable(DataAccessException e) {
      List<Field<?>> named = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (Field<?> field : fields) {
        String name = names.apply(field.getName());
        named.add(DSL.field(DSL.name(name), field.getDataType()));
        if (!name.equals(field.getName())) {
          ids.add(name);
        }
      }
      int[] positions = IntStream.rangeClosed(1, named.size()).toArray();
      return UnreadableRow.at(result.dsl(), result.rows(), named, positions, ids, e);
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
