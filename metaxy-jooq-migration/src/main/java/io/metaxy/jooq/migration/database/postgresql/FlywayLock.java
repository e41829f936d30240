package io.metaxy.jooq.migration.database.postgresql;

import io.metaxy.jooq.migration.MigrationException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.extensibility.ConfigurationExtension;

/**
 * Flyway's lock on a PostgreSQL database. By default it belongs to a transaction that stays open
 * while scripts run, for whose end {@code create index concurrently} would wait forever. Such a
 * script needs {@code flyway.postgresql.transactional.lock} set to {@code false}.
 */
final class FlywayLock {

  private static final String EXTENSION =
      "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension";

  /** What the reader of such a script must know. */
  static final String NOTE =
      "Flyway waits forever for its own lock unless flyway.postgresql.transactional.lock is false.";

  private FlywayLock() {}

  /**
   * Makes it a session lock; does nothing without Flyway's module for PostgreSQL.
   *
   * @throws MigrationException when Flyway has no such setting
   */
  static void ofSession(FluentConfiguration configuration, ClassLoader loader) {
    try {
      Class<? extends ConfigurationExtension> type =
          Class.forName(EXTENSION, true, loader).asSubclass(ConfigurationExtension.class);
      ConfigurationExtension extension = configuration.getConfigurationExtension(type);
      type.getMethod("setTransactionalLock", boolean.class).invoke(extension, false);
    } catch (ClassNotFoundException e) {
      // Flyway itself says what it lacks.
    } catch (ReflectiveOperationException e) {
      throw new MigrationException(
          "Cannot set flyway.postgresql.transactional.lock: this version of Flyway does not know"
              + " it; use flyway-database-postgresql 11 or later",
          e);
    }
  }
}
