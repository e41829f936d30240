package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.database.duckdb.DuckDbDdl;
import io.metaxy.jooq.migration.database.h2.H2Ddl;
import io.metaxy.jooq.migration.database.mariadb.MariaDbDdl;
import io.metaxy.jooq.migration.database.postgresql.PostgresDdl;

/** The {@link Ddl} of each database. */
public final class Ddls {

  private Ddls() {}

  public static Ddl of(MigrationDatabase database) {
    return switch (database) {
      case H2 -> new H2Ddl();
      case POSTGRESQL -> new PostgresDdl();
      case DUCKDB -> new DuckDbDdl();
      case MARIADB -> new MariaDbDdl();
    };
  }
}
