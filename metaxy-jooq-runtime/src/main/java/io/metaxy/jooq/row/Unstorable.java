package io.metaxy.jooq.row;

import org.jspecify.annotations.Nullable;

/** Why a value cannot be stored, found when it is converted for the database. */
public final class Unstorable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean exceeds;

  private Unstorable(String reason, boolean exceeds, @Nullable Throwable cause) {
    super(reason, cause);
    this.exceeds = exceeds;
  }

  /** A value that no column of the database can hold. */
  static Unstorable value(String reason) {
    return new Unstorable(reason, false, null);
  }

  /** A value that exceeds its live column. */
  static Unstorable exceeding(String reason) {
    return new Unstorable(reason, true, null);
  }

  /** A value whose converter throws. */
  static Unstorable unconverted(String reason, Throwable cause) {
    return new Unstorable(reason, false, cause);
  }

  /** Whether a wider column could hold the value. */
  public boolean exceeds() {
    return exceeds;
  }
}
