package io.metaxy.jooq.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Converts text to a Java source expression. */
final class JavaLiteral {

  /** A constant in a class file is limited to 65,535 bytes, and a character takes at most 3. */
  private static final int MAX_CHARS = 20_000;

  private JavaLiteral() {}

  /**
   * Returns one literal or, if it would not fit into a class file, literals that are joined at run
   * time.
   */
  static String of(String text) {
    if (text.length() <= MAX_CHARS) {
      return literal(text);
    }
    List<String> chunks = new ArrayList<>();
    for (int start = 0; start < text.length(); start += MAX_CHARS) {
      chunks.add(literal(text.substring(start, Math.min(text.length(), start + MAX_CHARS))));
    }
    return "String.join(\"\", " + String.join(", ", chunks) + ")";
  }

  private static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(plain(c));
              }
            });
    return out.append('"').toString();
  }

  private static String plain(int c) {
    return c < ' ' || c > '~' ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c);
  }
}
