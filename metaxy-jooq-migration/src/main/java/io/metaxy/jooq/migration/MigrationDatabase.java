package io.metaxy.jooq.migration;

import io.metaxy.jooq.dialect.Dialects;
import java.util.Locale;
import org.jooq.SQLDialect;

/** A database that migrations are written for. */
public enum MigrationDatabase {
  H2("H2"),
  POSTGRESQL("POSTGRES"),
  DUCKDB("DUCKDB"),
  MARIADB("MARIADB");

  private final String family;

  MigrationDatabase(String family) {
    this.family = family;
  }

  /** The name of the folder with its scripts, such as {@code postgresql}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The database's dialect in jOOQ.
   *
   * @throws UnsupportedOperationException when this jOOQ does not know the database
   */
  public SQLDialect dialect() {
    return Dialects.named(family)
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "Cannot use the database "
                        + folder()
                        + ", because this version of jOOQ does not support it; use a newer jOOQ"));
  }
}
