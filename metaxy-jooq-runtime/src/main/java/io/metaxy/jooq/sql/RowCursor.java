package io.metaxy.jooq.sql;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Iterates over the rows of a result, which stays open until this is closed. */
public interface RowCursor<T> extends AutoCloseable {

  /** The next row; null at the end. A row remains valid after the next one is read. */
  @Nullable T next();

  @Override
  void close();

  /** The same rows, mapped by a function. */
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
