package io.metaxy.jooq.sql;

import java.util.function.Function;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Maps the rows of a result one by one. */
public record RecordCursor<T>(OpenResult result, Function<Record, T> of) implements RowCursor<T> {

  @Override
  public @Nullable T next() {
    Record row = result.cursor().fetchNext();
    return row == null ? null : of.apply(row);
  }

  @Override
  public void close() {
    result.close();
  }
}
