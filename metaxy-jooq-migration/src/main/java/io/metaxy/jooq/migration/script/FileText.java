package io.metaxy.jooq.migration.script;

import java.util.ArrayList;
import java.util.List;

/** The text of a file whose first mark and line ends an editor or version control may change. */
final class FileText {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private FileText() {}

  /** The text without a byte order mark, each line ended by LF, without empty lines at the end. */
  static String plain(String text) {
    List<String> lines = new ArrayList<>(lines(text));
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** The lines, without a byte order mark. */
  static List<String> lines(String text) {
    return unmarked(text).lines().toList();
  }

  /** The text without a byte order mark. */
  static String unmarked(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }
}
