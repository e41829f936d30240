package io.metaxy.jooq.resolve.merge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The texts of a row of a {@link MergeStatement}. */
interface RowTexts {

  /**
   * The UTF-8 bytes of a text; null for null.
   *
   * @param number its number, from 0
   */
  byte @Nullable [] text(int number) throws SQLException;

  /** All data versions, as JSON. */
  byte @Nullable [] json() throws SQLException;
}
