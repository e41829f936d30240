package io.metaxy.jooq.migration.script;

import java.nio.file.Path;

/**
 * A versioned script of a Flyway folder.
 *
 * @param version the version in the file's name
 * @param description the part of the file's name between separator and suffix
 * @param file the path
 * @param checksum the checksum of the text; empty for a migration written in Java
 */
record Script(ScriptVersion version, String description, Path file, String checksum) {

  String name() {
    return String.valueOf(file.getFileName());
  }
}
