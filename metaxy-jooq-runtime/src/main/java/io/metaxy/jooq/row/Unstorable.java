package io.metaxy.jooq.row;

/** Why a value cannot be stored, found when it is converted for the database. */
public final class Unstorable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unstorable(String reason) {
    super(reason);
  }

  Unstorable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
