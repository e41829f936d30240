package io.metaxy.jooq.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences libraries, so that their logs do not mix with results; failures are exceptions. */
final class Quiet {

  /** Kept here, because loggers without a reference lose their level. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.jooq"),
          Logger.getLogger("io.metaxy.jooq.codegen"));

  private Quiet() {}

  static void libraries() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }
}
