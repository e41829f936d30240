package io.metaxy.jooq.exception;

/** Thrown when the state of the database prevents an operation; says what exists and what to do. */
public final class StoreException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** A sentence that says what exists and what to do. */
  public StoreException(String message) {
    super(message);
  }

  /** A sentence that says what exists and what to do, and what caused it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
