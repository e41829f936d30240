package io.metaxy.jooq.exception;

/**
 * Thrown before any row is written if a row or sample from the caller is invalid; names the row.
 */
public final class InvalidRowException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidRowException(String message) {
    super(message);
  }

  public InvalidRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
