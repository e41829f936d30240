package io.metaxy.jooq.migration.script;

import java.nio.file.Path;
import java.util.List;

/**
 * A versioned script of a Flyway folder.
 *
 * @param version the version in the file's name
 * @param description the part of the file's name between separator and suffix
 * @param file the path
 * @param text the text, without a byte order mark; empty for a migration written in Java
 * @param checksums the checksum of the text, then those of texts that differ from it in nothing
 *     that Flyway notices
 */
record Script(
    ScriptVersion version, String description, Path file, String text, List<String> checksums) {

  Script {
    checksums = List.copyOf(checksums);
  }

  static Script of(ScriptVersion version, String description, Path file, String text) {
    return new Script(version, description, file, FileText.unmarked(text), Checksums.all(text));
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  String checksum() {
    return checksums.get(0);
  }

  /** Whether the script has the text that a snapshot lists. */
  boolean isTextOf(ScriptMark mark) {
    return checksums.contains(mark.checksum());
  }
}
