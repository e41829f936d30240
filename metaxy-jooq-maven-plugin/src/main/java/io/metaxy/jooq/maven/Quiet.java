package io.metaxy.jooq.maven;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Silences libraries while scripts are tried, so their output does not mix with a report; failures
 * are exceptions.
 */
final class Quiet {

  /** Kept here, because loggers without a reference lose their level. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

  private Quiet() {}

  static void libraries() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }
}
