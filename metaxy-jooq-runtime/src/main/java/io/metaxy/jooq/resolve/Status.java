package io.metaxy.jooq.resolve;

import java.util.Locale;

/** What resolving says of a sample ({@code docs/semantics.md} 7). */
public enum Status {
  /** Expected and not there. */
  NEW(0),
  /** Expected and there, made from something else. */
  STALE(1),
  /** There and no longer expected. */
  ORPHANED(2),
  /** Expected, but an upstream holds no version for a field it is made from, or no id. */
  BROKEN(3);

  private static final Status[] BY_CODE = {NEW, STALE, ORPHANED, BROKEN};

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** The word in texts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number in SQL. */
  public int code() {
    return code;
  }

  static Status of(int code) {
    return BY_CODE[code];
  }
}
