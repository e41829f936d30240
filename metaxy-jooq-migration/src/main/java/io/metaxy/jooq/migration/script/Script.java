package io.metaxy.jooq.migration.script;

import java.nio.file.Path;

/**
 * A versioned script of a Flyway folder.
 *
 * @param version its version
 * @param description what follows the separator, without the suffix
 * @param file where it is
 * @param checksum of its text
 */
record Script(ScriptVersion version, String description, Path file, String checksum) {

  String name() {
    return String.valueOf(file.getFileName());
  }
}
