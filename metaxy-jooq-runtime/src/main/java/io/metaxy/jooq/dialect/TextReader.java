package io.metaxy.jooq.dialect;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a result whose columns are texts, one after the other, as bytes. */
public interface TextReader extends AutoCloseable {

  /** Moves to the next row; false at the end. */
  boolean next() throws SQLException;

  /**
   * The UTF-8 bytes of a text; null for null.
   *
   * @param column the position, from 0
   */
  byte @Nullable [] text(int column) throws SQLException;

  @Override
  void close() throws SQLException;
}
