package io.metaxy.jooq.sql;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a feature table are read ({@code docs/semantics.md} 8).
 *
 * @param featureVersion the feature version of the rows, or null for all versions
 * @param history whether all rows of a sample are read instead of only the latest
 * @param deleted whether soft-deleted rows are read
 */
public record ReadOptions(@Nullable String featureVersion, boolean history, boolean deleted) {

  /** The latest live rows of a feature version. */
  public static ReadOptions current(String featureVersion) {
    return new ReadOptions(featureVersion, false, false);
  }
}
