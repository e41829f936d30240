package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationDatabase;
import java.nio.file.Path;

/**
 * A folder of scripts with a history of its own.
 *
 * @param database whose scripts they are
 * @param system whether they make the system's tables, not those of features
 * @param folder where they are
 */
public record Target(MigrationDatabase database, boolean system, Path folder) {

  /** For the reader: {@code h2}, {@code h2 system tables}. */
  public String title() {
    return database.folder() + (system ? " system tables" : "");
  }

  public Path snapshots() {
    return folder.resolve(SnapshotFolder.NAME);
  }
}
