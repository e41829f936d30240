package io.metaxy.jooq.store;

/**
 * Thrown before any SQL when a row or sample that the caller gave cannot be right; names the row.
 */
public final class InvalidRowException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidRowException(String message) {
    super(message);
  }

  InvalidRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
