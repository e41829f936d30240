package io.metaxy.jooq.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Silences libraries and drivers, so that their logs, which may quote secrets, do not mix with
 * results; failures are exceptions.
 */
final class Quiet {

  /** Kept here, because loggers without a reference lose their level. */
  private static final List<Logger> SILENT =
      List.of(
          Logger.getLogger(""),
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.jooq"),
          Logger.getLogger("io.metaxy.jooq.codegen"));

  /** What has no level of its own has that of the nearest logger above. */
  private static final Logger OWN = Logger.getLogger("io.metaxy.jooq");

  private Quiet() {}

  static void libraries() {
    SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    OWN.setLevel(Level.INFO);
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }
}
