package io.metaxy.jooq.resolve.spool;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** A temporary file that cannot be written or read. */
public final class SpoolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SpoolException(IOException cause) {
    super(cause.toString(), cause);
  }

  /** Whether the only reason is that the thread was interrupted. */
  public boolean isInterrupted() {
    return getCause() instanceof ClosedByInterruptException;
  }
}
