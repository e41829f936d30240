package io.metaxy.jooq.row;

import org.jspecify.annotations.Nullable;

/** Why a value cannot be stored, found when it is converted for the database. */
public final class Unstorable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Unstorable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** A value that no column of the database, or not its live column, can hold. */
  static Unstorable value(String reason) {
    return new Unstorable(reason, null);
  }

  /** A value whose converter throws. */
  static Unstorable unconverted(String reason, Throwable cause) {
    return new Unstorable(reason, cause);
  }
}
