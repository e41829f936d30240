package io.metaxy.jooq.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells that a file is still the one that was written. */
final class Checksums {

  private static final int CHARS = 16;

  private Checksums() {}

  /** Of a text, however its lines end: version control may change that. */
  static String of(String text) {
    try {
      String lines = text.replace("\r\n", "\n");
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find SHA-256, which every Java platform has", e);
    }
  }
}
