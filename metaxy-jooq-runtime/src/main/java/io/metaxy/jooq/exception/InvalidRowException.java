package io.metaxy.jooq.exception;

/**
 * Thrown before any row is written if a row or sample from the caller is invalid; names the row.
 */
public final class InvalidRowException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** A sentence that names the row, the reason and the remedy. */
  public InvalidRowException(String message) {
    super(message);
  }

  /** The same, and what caused it. */
  public InvalidRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
