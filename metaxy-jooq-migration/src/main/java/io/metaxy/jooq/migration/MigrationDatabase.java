package io.metaxy.jooq.migration;

import java.util.Arrays;
import java.util.Locale;
import org.jooq.SQLDialect;

/** A database that migrations are written for. */
public enum MigrationDatabase {
  H2("H2"),
  POSTGRESQL("POSTGRES"),
  DUCKDB("DUCKDB"),
  MARIADB("MARIADB");

  private final String dialect;

  MigrationDatabase(String dialect) {
    this.dialect = dialect;
  }

  /** The name of the folder with its scripts, such as {@code postgresql}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What jOOQ calls it.
   *
   * @throws UnsupportedOperationException when this jOOQ does not know the database
   */
  public SQLDialect dialect() {
    return Arrays.stream(SQLDialect.values())
        .filter(known -> known.name().equals(dialect))
        .findFirst()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "Cannot work with the database "
                        + folder()
                        + " on a jOOQ that does not know it; use a newer jOOQ"));
  }
}
