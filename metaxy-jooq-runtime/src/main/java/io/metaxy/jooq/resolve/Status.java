package io.metaxy.jooq.resolve;

import java.util.Locale;

/** The status of a sample in a resolve ({@code docs/semantics.md} 7). */
public enum Status {
  /** Expected, but without a row. */
  NEW(0),
  /** Expected, with a row that was computed from other inputs. */
  STALE(1),
  /** No longer expected, but with a row. */
  ORPHANED(2),
  /** Expected, but an upstream lacks an id or the version of a field that it depends on. */
  BROKEN(3);

  private static final Status[] BY_CODE = {NEW, STALE, ORPHANED, BROKEN};

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** The word in messages, such as {@code new}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number that represents it in SQL. */
  public int code() {
    return code;
  }

  /** The status with a code. */
  public static Status of(int code) {
    return BY_CODE[code];
  }
}
