package io.metaxy.jooq.dialect;

/**
 * A hint on performance.
 *
 * @param taken whether the database is handled this way
 * @param reason why, for the reader
 */
public record Hint(boolean taken, String reason) {

  /** A hint that is followed. */
  public static Hint yes(String reason) {
    return new Hint(true, reason);
  }

  /** A hint that is not. */
  public static Hint no(String reason) {
    return new Hint(false, reason);
  }
}
