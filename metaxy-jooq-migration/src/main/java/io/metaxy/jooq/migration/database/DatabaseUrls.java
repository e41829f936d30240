package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import java.util.Map;
import java.util.TreeMap;

/** Which database a JDBC URL leads to. */
public final class DatabaseUrls {

  private static final Map<String, MigrationDatabase> PREFIXES =
      new TreeMap<>(
          Map.of(
              "jdbc:h2:", MigrationDatabase.H2,
              "jdbc:postgresql:", MigrationDatabase.POSTGRESQL,
              "jdbc:duckdb:", MigrationDatabase.DUCKDB,
              "jdbc:mariadb:", MigrationDatabase.MARIADB));

  private DatabaseUrls() {}

  /**
   * The database of a URL.
   *
   * @throws MigrationException when it is none that migrations are written for
   */
  public static MigrationDatabase of(String url) {
    return PREFIXES.entrySet().stream()
        .filter(prefix -> url.startsWith(prefix.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(
            () ->
                new MigrationException(
                    "Invalid URL: "
                        + Connections.shown(url)
                        + " (must begin with one of "
                        + PREFIXES.keySet()
                        + "); correct metaxy.url"));
  }
}
