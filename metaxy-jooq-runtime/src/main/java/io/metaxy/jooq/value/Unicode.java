package io.metaxy.jooq.value;

import java.util.Locale;
import java.util.Optional;

/**
 * Which texts a database stores unchanged: Unicode text, that is, without half a surrogate pair,
 * which drivers replace by another character; on some databases without U+0000.
 *
 * @param zero whether the database stores U+0000
 */
public record Unicode(boolean zero) {

  private static final String ESCAPED_ZERO = "\\u0000";

  /** Why a text is not stored unchanged, as in "its path " + reason; empty if it is. */
  public Optional<String> refused(String text) {
    int at = firstRefused(text);
    if (at < 0) {
      return Optional.empty();
    }
    char c = text.charAt(at);
    String where =
        String.format(
            Locale.ROOT, "U+%04X at position %d", (int) c, text.codePointCount(0, at) + 1);
    return Optional.of(
        c == 0
            ? "has the character " + where + ", which this database cannot store; remove it"
            : "has half a surrogate pair, "
                + where
                + ", so it is not valid Unicode; correct or remove it");
  }

  /** The same for a text of JSON in a JSON column, which may have U+0000 as an escape sequence. */
  public Optional<String> refusedJson(String json) {
    if (!zero && hasEscapedZero(json)) {
      return Optional.of(
          "has the character U+0000 in a text, which this database cannot store; remove it");
    }
    return refused(json);
  }

  private int firstRefused(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        if (!zero) {
          return i;
        }
      } else if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** An escape sequence follows an even number of backslashes. */
  private static boolean hasEscapedZero(String json) {
    for (int at = json.indexOf(ESCAPED_ZERO);
        at >= 0;
        at = json.indexOf(ESCAPED_ZERO, at + ESCAPED_ZERO.length())) {
      int start = at;
      while (start > 0 && json.charAt(start - 1) == '\\') {
        start--;
      }
      if ((at - start) % 2 == 0) {
        return true;
      }
    }
    return false;
  }
}
