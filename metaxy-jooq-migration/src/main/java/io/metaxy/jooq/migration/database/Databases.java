package io.metaxy.jooq.migration.database;

import io.metaxy.jooq.config.UrlSecrets;
import io.metaxy.jooq.migration.LiveDatabase;
import io.metaxy.jooq.migration.MigrationDatabase;
import io.metaxy.jooq.migration.MigrationException;
import io.metaxy.jooq.project.StoreDatabase;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the support of a database for migrations. */
public final class Databases {

  private static final List<DatabaseSupport> ALL =
      ServiceLoader.load(DatabaseSupport.class, DatabaseSupport.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(DatabaseSupport::database))
          .toList();

  private Databases() {}

  /** The support of a database. */
  public static DatabaseSupport of(MigrationDatabase database) {
    return of(database, all());
  }

  private static List<DatabaseSupport> all() {
    if (ALL.isEmpty()) {
      throw new IllegalStateException(
          "Cannot find the file META-INF/services/"
              + DatabaseSupport.class.getName()
              + "; if the application is packed into one jar, merge the service files of its"
              + " libraries");
    }
    return ALL;
  }

  static DatabaseSupport of(MigrationDatabase database, List<DatabaseSupport> supports) {
    return supports.stream()
        .filter(support -> support.database().equals(database))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot find support for " + database + "; add its jar to the class path"));
  }

  /**
   * The support of a live database.
   *
   * @throws MigrationException when migrations do not support it
   */
  public static DatabaseSupport of(LiveDatabase live) {
    String url = Objects.requireNonNull(live.url());
    StoreDatabase store = live.store();
    return all().stream()
        .filter(support -> url.startsWith(support.urlPrefix()))
        .findFirst()
        .orElseThrow(
            () ->
                new MigrationException(
                    (store == null
                            ? "Invalid URL: " + UrlSecrets.shown(url)
                            : "Invalid URL of the store " + store.store().name())
                        + " (must begin with one of "
                        + ALL.stream()
                            .map(DatabaseSupport::urlPrefix)
                            .collect(Collectors.toCollection(TreeSet::new))
                        + "); "
                        + live.remedy()));
  }

  /**
   * The support of the database that a JDBC URL leads to.
   *
   * @throws MigrationException when migrations do not support that database
   */
  public static DatabaseSupport ofUrl(String url) {
    return of(LiveDatabase.at(url, null, null));
  }
}
