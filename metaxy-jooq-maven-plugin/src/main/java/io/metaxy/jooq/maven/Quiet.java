package io.metaxy.jooq.maven;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What libraries say while scripts are tried out would stand between the lines of a report; what
 * fails there is an exception.
 */
final class Quiet {

  /** Held, because loggers without a reference forget their level. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.jooq"));

  private Quiet() {}

  static void libraries() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }
}
