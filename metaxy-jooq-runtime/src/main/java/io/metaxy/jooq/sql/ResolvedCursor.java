package io.metaxy.jooq.sql;

import org.jspecify.annotations.Nullable;

/** Rows one after the other, out of a result that is open until this is closed. */
public interface ResolvedCursor<T> extends AutoCloseable {

  /** The next row; null at the end. A row is good for as long as it is kept. */
  @Nullable T next();

  @Override
  void close();
}
