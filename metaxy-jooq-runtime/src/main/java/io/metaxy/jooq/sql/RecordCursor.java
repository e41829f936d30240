package io.metaxy.jooq.sql;

import io.metaxy.jooq.value.UnreadableValueException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Maps the rows of a result one by one.
 *
 * @param result the result
 * @param of maps a row
 * @param ids the names of the id columns, for errors
 */
public record RecordCursor<T>(OpenResult result, Function<Record, T> of, List<String> ids)
    implements RowCursor<T> {

  public RecordCursor {
    ids = List.copyOf(ids);
  }

  /**
   * @throws UnreadableValueException if a value cannot be read; names the row, the column and the
   *     value
   */
  @Override
  public @Nullable T next() {
    Record row;
    try {
      row = result.cursor().fetchNext();
    } catch (DataAccessException e) {
      throw UnreadableRow.isCause(e) ? unreadable(e) : e;
    }
    return row == null ? null : of.apply(row);
  }

  private RuntimeException unreadable(DataAccessException e) {
    List<Field<?>> fields = List.of(result.cursor().fields());
    int[] positions = IntStream.rangeClosed(1, fields.size()).toArray();
    return UnreadableRow.at(result.dsl(), result.rows(), fields, positions, ids, e);
  }

  @Override
  public void close() {
    result.close();
  }
}
