package io.metaxy.jooq.migration.script;

import io.metaxy.jooq.graph.HashAlgorithm;

/** What tells that a file is still the one that was written. */
final class Checksums {

  private static final int CHARS = 16;

  private Checksums() {}

  /** Of a text, however its lines end: version control may change that. */
  static String of(String text) {
    String lines = text.replace("\r\n", "\n");
    return HashAlgorithm.SHA256.hasher(CHARS).add(lines).finish();
  }
}
