package io.metaxy.jooq.migration;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.extensibility.ConfigurationExtension;

/**
 * Flyway's lock of a PostgreSQL database, which by default is that of a transaction that stays open
 * while scripts run: {@code create index concurrently} would wait for its end forever. Whoever runs
 * such a script sets {@code flyway.postgresql.transactional.lock} to {@code false}.
 */
final class FlywayLock {

  private static final String EXTENSION =
      "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension";

  private FlywayLock() {}

  /** Makes it a lock of the session; does nothing without Flyway's module for PostgreSQL. */
  static void ofSession(FluentConfiguration configuration, ClassLoader loader) {
    try {
      Class<? extends ConfigurationExtension> type =
          Class.forName(EXTENSION, true, loader).asSubclass(ConfigurationExtension.class);
      ConfigurationExtension extension = configuration.getConfigurationExtension(type);
      type.getMethod("setTransactionalLock", boolean.class).invoke(extension, false);
    } catch (ReflectiveOperationException e) {
      // Flyway itself says what it lacks.
    }
  }
}
