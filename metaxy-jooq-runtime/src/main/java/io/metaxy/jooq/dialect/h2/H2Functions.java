package io.metaxy.jooq.dialect.h2;

import io.metaxy.jooq.graph.HashAlgorithm;
import org.jspecify.annotations.Nullable;

/** The hash functions that H2 lacks; public because H2 calls them by name. */
public final class H2Functions {

  private H2Functions() {}

  /** See {@link HashAlgorithm#XXHASH32}; null for null. */
  public static @Nullable String xxhash32(@Nullable String text) {
    return hash(HashAlgorithm.XXHASH32, text);
  }

  /** See {@link HashAlgorithm#XXHASH64}; null for null. */
  public static @Nullable String xxhash64(@Nullable String text) {
    return hash(HashAlgorithm.XXHASH64, text);
  }

  /** See {@link HashAlgorithm#XXH3_64}; null for null. */
  public static @Nullable String xxh3_64(@Nullable String text) { // The algorithm's name.
    return hash(HashAlgorithm.XXH3_64, text);
  }

  /** See {@link HashAlgorithm#WYHASH}; null for null. */
  public static @Nullable String wyhash(@Nullable String text) {
    return hash(HashAlgorithm.WYHASH, text);
  }

  private static @Nullable String hash(HashAlgorithm algorithm, @Nullable String text) {
    return text == null ? null : algorithm.hasher(algorithm.maxLength()).add(text).finish();
  }
}
