package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.graph.HashAlgorithm;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checksums that reveal whether a file was changed after it was written. What Flyway's checksum
 * ignores is no change: a byte order mark, line endings and empty lines.
 */
final class Checksums {

  private static final int CHARS = 16;
  private static final String COMMENT = "--";

  private Checksums() {}

  /** The checksum of a text, ignoring a byte order mark and the ends of its lines. */
  static String of(String text) {
    return hash(FileText.plain(text));
  }

  /** The checksums of all texts that this one can come from; the first is its own. */
  static List<String> all(String text) {
    return Stream.of(FileText.plain(text), spaced(text), text.replace("\r\n", "\n"))
        .map(Checksums::hash)
        .toList();
  }

  /** The lines with the empty ones that {@link ScriptText} writes: before each statement. */
  private static String spaced(String text) {
    StringBuilder spaced = new StringBuilder();
    String last = "";
    for (String line : FileText.lines(text)) {
      if (!line.isEmpty()) {
        boolean ended = last.startsWith(COMMENT) ? !line.startsWith(COMMENT) : last.endsWith(";");
        spaced.append(ended ? "\n" : "").append(line).append('\n');
        last = line;
      }
    }
    return spaced.toString();
  }

  private static String hash(String text) {
    return HashAlgorithm.SHA256.hasher(CHARS).add(text).finish();
  }
}
