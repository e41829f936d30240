package io.metaxy.jooq.graph;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Hashes bytes that arrive in parts, of any total length, in constant memory: {@code add} the
 * parts, then {@code finish} once. Not thread-safe.
 */
public final class ByteHasher {

  /** Receives some bytes of an array. */
  @FunctionalInterface
  interface Part {
    void add(byte[] bytes, int from, int count);
  }

  private final Part part;
  private final Supplier<String> text;

  private ByteHasher(Part part, Supplier<String> text) {
    this.part = part;
    this.text = text;
  }

  /** A hasher by a digest of the JDK, as lowercase hex. */
  static ByteHasher digest(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance(name);
      return new ByteHasher(digest::update, () -> HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find " + name + ", which every JDK has", e);
    }
  }

  /** A hasher by a hash function, as an unsigned decimal. */
  static ByteHasher decimal(Part part, LongSupplier hash) {
    return new ByteHasher(part, () -> Long.toUnsignedString(hash.getAsLong()));
  }

  /** Adds bytes of an array. */
  public ByteHasher add(byte[] bytes, int from, int count) {
    part.add(bytes, from, count);
    return this;
  }

  /** Adds all bytes of an array. */
  public ByteHasher add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  /** The hash of what was added, as the text that stores use, but not truncated. */
  public String finish() {
    return text.get();
  }
}
