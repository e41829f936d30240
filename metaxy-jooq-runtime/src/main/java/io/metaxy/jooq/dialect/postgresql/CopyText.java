package io.metaxy.jooq.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text of PostgreSQL's COPY, as UTF-8. */
final class CopyText {

  private final CopyNumbers numbers = new CopyNumbers(this);
  private byte[] bytes;
  private int size;

  CopyText(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** A text escaped for COPY. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  void add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  void add(byte[] ascii) {
    reserve(ascii.length);
    System.arraycopy(ascii, 0, bytes, size, ascii.length);
    size += ascii.length;
  }

  /** Adds text that needs no escaping or is already escaped. */
  void add(String text) {
    int length = text.length();
    reserve(length);
    int to = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        add(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[to++] = (byte) c;
    }
    size = to;
  }

  /** Adds text and escapes it. */
  void escape(String text) {
    int length = text.length();
    reserve(length);
    int to = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x80 || c == '\\') {
        add(escaped(text));
        return;
      }
      bytes[to++] = (byte) c;
    }
    size = to;
  }

  /** Adds a list, escaped. */
  void list(Object list) {
    if (!numbers.add(list)) {
      escape(PostgresLists.text(list));
    }
  }

  /** Adds an ASCII character, for which space is {@link #reserve reserved}. */
  void put(char ascii) {
    bytes[size++] = (byte) ascii;
  }

  /** Adds the digits of a number that is not negative, for which space is reserved. */
  void put(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    size += digits;
    long rest = number;
    for (int i = 1; i <= digits; i++) {
      bytes[size - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Adds a character that replaces a comma at the end. */
  void end(char ascii) {
    if (bytes[size - 1] == ',') {
      size--;
    }
    put(ascii);
  }

  void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
