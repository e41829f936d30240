package io.metaxy.jooq.table;

import org.jspecify.annotations.Nullable;

/**
 * The hash functions for H2 under the class name that aliases in databases of earlier versions
 * refer to. New aliases refer to {@link io.metaxy.jooq.dialect.h2.H2Functions}.
 */
public final class H2Functions {

  private H2Functions() {}

  /** See {@link io.metaxy.jooq.dialect.h2.H2Functions#xxhash32}. */
  public static @Nullable String xxhash32(@Nullable String text) {
    return io.metaxy.jooq.dialect.h2.H2Functions.xxhash32(text);
  }

  /** See {@link io.metaxy.jooq.dialect.h2.H2Functions#xxhash64}. */
  public static @Nullable String xxhash64(@Nullable String text) {
    return io.metaxy.jooq.dialect.h2.H2Functions.xxhash64(text);
  }

  /** See {@link io.metaxy.jooq.dialect.h2.H2Functions#xxh3_64}. */
  public static @Nullable String xxh3_64(@Nullable String text) { // The algorithm's name.
    return io.metaxy.jooq.dialect.h2.H2Functions.xxh3_64(text);
  }

  /** See {@link io.metaxy.jooq.dialect.h2.H2Functions#wyhash}. */
  public static @Nullable String wyhash(@Nullable String text) {
    return io.metaxy.jooq.dialect.h2.H2Functions.wyhash(text);
  }
}
