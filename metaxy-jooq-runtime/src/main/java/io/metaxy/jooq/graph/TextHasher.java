package io.metaxy.jooq.graph;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hashes texts that are built piece by piece, as bytes: {@code add} the pieces, then {@code
 * finish}. Reusable; not thread-safe.
 */
public final class TextHasher {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_CAPACITY = 512;

  /** Hashes the first bytes of an array to the bytes of a text. */
  @FunctionalInterface
  private interface Function {
    byte[] hash(byte[] bytes, int size);
  }

  /** Hashes the first bytes of an array to an unsigned number. */
  @FunctionalInterface
  interface NumberFunction {
    long hash(byte[] bytes, int size);
  }

  private final Function function;
  private byte[] text = new byte[FIRST_CAPACITY];
  private int size;

  private TextHasher(Function function) {
    this.function = function;
  }

  /** A hasher by a digest of the JDK, as lowercase hex. */
  static TextHasher digest(String name, int length) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find " + name + ", which every JDK has", e);
    }
    byte[] hash = new byte[digest.getDigestLength()];
    int characters = Math.min(length, 2 * hash.length);
    return new TextHasher(
        (bytes, size) -> {
          digest.update(bytes, 0, size);
          try {
            digest.digest(hash, 0, hash.length);
          } catch (DigestException e) {
            throw new IllegalStateException("Cannot hash with " + name, e);
          }
          byte[] hex = new byte[characters];
          for (int i = 0; i < characters; i++) {
            int half = (i & 1) == 0 ? hash[i / 2] >> 4 : hash[i / 2];
            hex[i] = HEX[half & 0xF];
          }
          return hex;
        });
  }

  /** A hasher by a hash function, as an unsigned decimal. */
  static TextHasher decimal(NumberFunction function, int length) {
    return new TextHasher(
        (bytes, size) -> {
          byte[] digits =
              Long.toUnsignedString(function.hash(bytes, size)).getBytes(StandardCharsets.US_ASCII);
          return digits.length <= length ? digits : Arrays.copyOf(digits, length);
        });
  }

  /** Adds text that is already UTF-8. */
  public TextHasher add(byte[] utf8) {
    reserve(utf8.length);
    System.arraycopy(utf8, 0, text, size, utf8.length);
    size += utf8.length;
    return this;
  }

  /** Adds one ASCII character. */
  public TextHasher add(char ascii) {
    reserve(1);
    text[size++] = (byte) ascii;
    return this;
  }

  /** Adds the UTF-8 bytes of a text. */
  public TextHasher add(String piece) {
    return add(piece.getBytes(StandardCharsets.UTF_8));
  }

  private void reserve(int more) {
    if (size + more > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, size + more));
    }
  }

  /** Discards the pieces added so far. */
  public void clear() {
    size = 0;
  }

  /** The hash of what was added, as ASCII bytes; the next piece starts a new text. */
  public byte[] finishBytes() {
    byte[] hash = function.hash(text, size);
    size = 0;
    return hash;
  }

  /** The hash of what was added; the next piece starts a new text. */
  public String finish() {
    return new String(finishBytes(), StandardCharsets.US_ASCII);
  }
}
