package io.metaxy.jooq.dialect;

import org.jspecify.annotations.Nullable;

/** The rows of a result, one after the other, by a way that is faster than JDBC's. */
public interface RowReader extends AutoCloseable {

  /** Moves to the next row; false at the end. */
  boolean next();

  /** The values of the row, as its fields have them. */
  @Nullable Object[] row();

  @Override
  void close();
}
