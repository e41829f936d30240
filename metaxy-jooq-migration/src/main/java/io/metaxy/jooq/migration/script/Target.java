package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.migration.MigrationDatabase;
import java.nio.file.Path;

/**
 * A folder of scripts with a history of its own.
 *
 * @param database the database of the scripts
 * @param system whether they make the system tables, not those of features
 * @param folder the folder
 */
public record Target(MigrationDatabase database, boolean system, Path folder) {

  /** The target's name in messages: {@code h2}, {@code h2 system tables}. */
  public String title() {
    return database.folder() + (system ? " system tables" : "");
  }

  public Path snapshots() {
    return folder.resolve(SnapshotFolder.NAME);
  }
}
