package io.metaxy.jooq.store;

/**
 * Thrown when the caller's function throws; says for which sample, and how much was written before.
 * What the function threw is its cause.
 */
public final class ComputationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ComputationException(String message, Throwable cause) {
    super(message, cause);
  }
}
