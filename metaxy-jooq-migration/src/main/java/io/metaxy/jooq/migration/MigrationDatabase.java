package io.metaxy.jooq.migration;

import java.util.Locale;
import org.jooq.SQLDialect;

/** A database that migrations are written for. */
public enum MigrationDatabase {
  H2(SQLDialect.H2),
  POSTGRESQL(SQLDialect.POSTGRES),
  DUCKDB(SQLDialect.DUCKDB),
  MARIADB(SQLDialect.MARIADB);

  private final SQLDialect dialect;

  MigrationDatabase(SQLDialect dialect) {
    this.dialect = dialect;
  }

  /** The name of the folder with its scripts, such as {@code postgresql}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What jOOQ calls it. */
  public SQLDialect dialect() {
    return dialect;
  }
}
