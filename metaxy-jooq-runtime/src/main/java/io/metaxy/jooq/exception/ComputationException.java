package io.metaxy.jooq.exception;

/**
 * Thrown when the caller's function throws; names the sample and how much was written before. The
 * cause is what the function threw.
 */
public final class ComputationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A sentence that names the sample, and what the function threw. */
  public ComputationException(String message, Throwable cause) {
    super(message, cause);
  }
}
