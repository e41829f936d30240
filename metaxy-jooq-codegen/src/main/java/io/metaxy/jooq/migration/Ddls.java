package io.metaxy.jooq.migration;

/** The {@link Ddl} of each database. */
final class Ddls {

  private Ddls() {}

  static Ddl of(MigrationDatabase database) {
    return switch (database) {
      case H2 -> new H2Ddl();
      case POSTGRESQL -> new PostgresDdl();
      case DUCKDB -> new DuckDbDdl();
      case MARIADB -> new MariaDbDdl();
    };
  }
}
