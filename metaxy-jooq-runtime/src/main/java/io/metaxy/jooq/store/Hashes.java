package io.metaxy.jooq.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The sample-level hashes that are computed on the way in ({@code semantics.md} 5). */
final class Hashes {

  private final int length;

  Hashes(int length) {
    this.length = length;
  }

  /**
   * The hash of a by-field value: its values joined by {@code |} in the order of the struct keys.
   */
  String ofFields(Map<String, String> byField) {
    return md5(String.join("|", new TreeMap<>(byField).values()));
  }

  private String md5(String text) {
    MessageDigest md5;
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find MD5, which every JDK has", e);
    }
    String hex = HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    return hex.substring(0, Math.min(length, hex.length()));
  }
}
