package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.graph.HashAlgorithm;

/** Checksums that reveal whether a file was changed after it was written. */
final class Checksums {

  private static final int CHARS = 16;

  private Checksums() {}

  /** The checksum of a text, ignoring line endings, which version control may change. */
  static String of(String text) {
    String lines = text.replace("\r\n", "\n");
    return HashAlgorithm.SHA256.hasher(CHARS).add(lines).finish();
  }
}
