package io.metaxy.jooq.it.model;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A simple implementation of the hash of a text ({@code docs/semantics.md} 5). */
public final class NaiveHash {

  public static final List<String> ALGORITHMS =
      List.of("md5", "sha256", "xxhash32", "xxhash64", "xxh3_64", "wyhash");

  private NaiveHash() {}

  public static String of(String algorithm, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String hash =
        switch (algorithm) {
          case "md5" -> hex("MD5", bytes);
          case "sha256" -> hex("SHA-256", bytes);
          case "xxhash32" -> Integer.toUnsignedString(Hashing.xxh32().hashBytesToInt(bytes));
          case "xxhash64" -> Long.toUnsignedString(Hashing.xxh64().hashBytesToLong(bytes));
          case "xxh3_64" -> Long.toUnsignedString(Hashing.xxh3_64().hashBytesToLong(bytes));
          case "wyhash" -> Long.toUnsignedString(NaiveWyhash.of(bytes));
          default -> throw new IllegalArgumentException("Cannot hash with " + algorithm);
        };
    return hash.substring(0, Math.min(length, hash.length()));
  }

  private static String hex(String digest, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
