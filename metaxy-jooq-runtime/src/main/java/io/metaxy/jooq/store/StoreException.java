package io.metaxy.jooq.store;

/** Thrown when the state of the database stands in the way; says what is there and what to do. */
public final class StoreException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
