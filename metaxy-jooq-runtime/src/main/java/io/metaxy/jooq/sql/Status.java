package io.metaxy.jooq.sql;

import java.util.Locale;

/** What resolving says of a sample ({@code semantics.md} 7); the order is that of the result. */
public enum Status {
  /** Expected, but an upstream holds no version for a field it is made from. */
  BROKEN,
  /** Expected and not there. */
  NEW,
  /** There and no longer expected. */
  ORPHANED,
  /** Expected and there, made from something else. */
  STALE;

  /** The word in SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a word in SQL. */
  public static Status of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
