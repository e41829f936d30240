package io.metaxy.jooq.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows one after the other, out of a result that is open until this is closed. */
public interface RowCursor<T> extends AutoCloseable {

  /** The next row; null at the end. A row is good for as long as it is kept. */
  @Nullable T next();

  @Override
  void close();

  /** The same rows as something else. */
  default <S> RowCursor<S> map(Function<? super T, ? extends S> of) {
    RowCursor<T> rows = this;
    return new RowCursor<>() {
      @Override
      public @Nullable S next() {
        T row = rows.next();
        return row == null ? null : of.apply(row);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
