package io.metaxy.jooq.store;

/** Thrown when the state of the database prevents an operation; says what exists and what to do. */
public final class StoreException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
